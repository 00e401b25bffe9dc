import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { sentence } from '../common/format';
import { failed, said } from '../common/notify';
import { asRead } from '../common/queries';
import type { CalendarRun } from './calendar';
import { movedForGood } from './following';

/** Moves this run and all to come, by its schedule's rule, which it says in words before; nothing where a rule cannot say it. */
export function MoveForGood({ run, target, done }: { run: CalendarRun; target: string; done: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = run.scheduleId;
  const schedule = useQuery({
    queryKey: ['schedule', id, 'move'],
    queryFn: () => ask(api.GET('/api/schedules/{id}', { params: { path: { id } } })),
    gcTime: 0,
  }).data;
  const body = schedule ? movedForGood(schedule, run.originalAt!, target) : null;
  const preview = useQuery({
    queryKey: ['preview', id, JSON.stringify(body)],
    enabled: body !== null,
    retry: false,
    queryFn: () => ask(api.POST('/api/schedules/preview', { params: { query: { scheduleId: id } }, body: body! })),
  });
  const move = useMutation({
    mutationFn: () => ask(api.PUT('/api/schedules/{id}', { params: asRead(schedule!), body: body! })),
    onSuccess: () => {
      said(t('action.saved'));
      done();
    },
    onError: failed,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['schedules'] });
      void queries.invalidateQueries({ queryKey: ['schedule', id] });
    },
  });
  if (!body || !preview.data) {
    return null;
  }
  return (
    <>
      <Button variant="default" loading={move.isPending} onClick={() => move.mutate()}>
        {t('calendar.moveAll')}
      </Button>
      <Text size="sm" w="100%">
        {t('calendar.moveAllTold', { sentence: sentence(preview.data) })}
      </Text>
    </>
  );
}
