import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from './notify';

/** Somebody has looked into the room: what nobody knew of is there, or it is not. @param name of the run, for the ear */
export function Settle({ run, name, done }: { run: number; name: string; done: () => unknown }) {
  const { t } = useTranslation();
  const settle = useMutation({
    mutationFn: (arrived: boolean) => ask(api.POST('/api/occurrences/{id}/settle', { params: { path: { id: run } }, body: { arrived } })),
    onSuccess: () => said(t('action.saved')),
    onError: failed,
    onSettled: done,
  });
  return (
    <Group gap="xs" justify="end">
      <Button variant="default" size="xs" aria-label={`${t('runs.arrived')}: ${name}`} loading={settle.isPending} onClick={() => settle.mutate(true)}>
        {t('runs.arrived')}
      </Button>
      <Button variant="default" size="xs" aria-label={`${t('runs.notArrived')}: ${name}`} loading={settle.isPending} onClick={() => settle.mutate(false)}>
        {t('runs.notArrived')}
      </Button>
    </Group>
  );
}
