import { Button, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { i18next } from '../i18n';

/** Asks why a schedule is switched off; everybody who sees it reads the reason. @param pause is given nothing where none was written */
export function askToPause(name: string, pause: (reason?: string) => void): void {
  const id = modals.open({
    title: i18next.t('schedule.pause', { name }),
    children: (
      <Pause
        pause={(reason) => {
          modals.close(id);
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
