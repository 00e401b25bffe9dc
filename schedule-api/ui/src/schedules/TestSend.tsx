import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from '../common/notify';
import { options, useRooms } from '../common/queries';
import { useKey } from '../common/useKey';
import { messageBody, type Message } from '../message/message';

/** Sends what is being written to a test room, without saving it. */
export function TestSend({ draft, disabled }: { draft: Message; disabled: boolean }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [room, setRoom] = useState<string | null>(null);
  const tests = useRooms().data?.filter((it) => it.kind === 'test' && it.status === 'active');
  const chosen = room ?? (tests?.[0] ? String(tests[0].id) : null);
  const { key, answered } = useKey();
  const send = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/test-sends', { params: { header: { 'Idempotency-Key': key } }, body: { roomId: Number(chosen), ...messageBody(draft) } })),
    onSuccess: () => {
      answered();
      said(t('testSend.done'));
      close();
    },
    onError: (problem) => {
      answered(problem);
      failed(problem);
    },
  });
  return (
    <>
      <Button variant="default" disabled={disabled} onClick={open}>
        {t('testSend.title')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('testSend.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <Stack>
          <Text size="sm">{t(tests?.length === 0 ? 'testSend.none' : 'testSend.hint')}</Text>
          <Select label={t('schedule.room')} searchable data={options(tests)} value={chosen} onChange={setRoom} />
          <Button disabled={!chosen} loading={send.isPending} onClick={() => send.mutate()}>
            {t('testSend.send')}
          </Button>
        </Stack>
      </Modal>
    </>
  );
}
