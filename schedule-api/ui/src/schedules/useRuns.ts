import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { failed, said } from '../common/notify';

/** Single runs of a schedule that are ahead: skipped, moved or made to say something else, and put back. */
export function useChangeRun(schedule: number, done?: (change: Schemas['RunChange']) => void) {
  const { t } = useTranslation();
  const reread = useReread(schedule);
  return useMutation({
    mutationFn: ({ originalAt, body }: { originalAt: string; body: Schemas['RunChange'] }) =>
      ask(api.PUT('/api/schedules/{id}/runs/{originalAt}', { params: { path: { id: schedule, originalAt } }, body })),
    onSuccess: (changed, { body }) => {
      said(t('action.saved'));
      done?.(body);
      return reread(changed);
    },
    onError: failed,
  });
}

export function useRestoreRun(schedule: number, done?: () => void) {
  const { t } = useTranslation();
  const reread = useReread(schedule);
  return useMutation({
    mutationFn: (originalAt: string) => ask(api.DELETE('/api/schedules/{id}/runs/{originalAt}', { params: { path: { id: schedule, originalAt } } })),
    onSuccess: (changed) => {
      said(t('action.saved'));
      done?.();
      return reread(changed);
    },
    onError: failed,
  });
}

function useReread(id: number) {
  const queries = useQueryClient();
  return (schedule: Schemas['ScheduleResponse']) => {
    queries.setQueryData(['schedule', id], schedule);
    void queries.invalidateQueries({ queryKey: ['schedules'] });
    return queries.invalidateQueries({ queryKey: ['schedule', id, 'upcoming'] });
  };
}
