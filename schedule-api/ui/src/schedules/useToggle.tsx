import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from '../common/notify';

/** Turns a schedule on or off; says so when a part was under way already. */
export function useToggle() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, active, reason }: { id: number; active: boolean; reason?: string }) =>
      ask(api.POST('/api/schedules/{id}/toggle', { params: { path: { id } }, body: { active, reason } })),
    onSuccess: (done) => {
      if (done.inFlight.length > 0) {
        said(t('schedule.pausedInFlight'));
      }
      queries.setQueryData(['schedule', done.schedule.id], done.schedule);
      void queries.invalidateQueries({ queryKey: ['schedule', done.schedule.id, 'why'] });
      // Not over before the lists are right: the switch must not show again what it was.
      return queries.invalidateQueries({ queryKey: ['schedules'] });
    },
    onError: failed,
  });
}
