import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { i18next } from '../i18n';

/** Asks why a schedule is switched off; everybody who sees it reads the reason. @param pause is given nothing where none was written */
export function askToPause(name: string, pause: (reason?: string) => void): void {
  modals.open({
    title: i18next.t('schedule.pause', { name }),
    children: (
      <Pause
        pause={(reason) => {
          modals.closeAll();
          pause(reason);
        }}
      />
    ),
  });
}

function Pause({ pause }: { pause: (reason?: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pause(reason.trim() || undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('schedule.pauseReason')}
          description={t('schedule.pauseHint')}
          maxLength={200}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit">{t('bulk.pause')}</Button>
      </Stack>
    </form>
  );
}
