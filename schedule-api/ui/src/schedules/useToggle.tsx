import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from '../common/notify';

/** Turns a schedule on or off; says so when a part was under way already. */
export function useToggle() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/api/schedules/{id}/toggle', { params: { path: { id } }, body: {} })),
    onSuccess: (done) => {
      if (done.inFlight.length > 0) {
        said(t('schedule.pausedInFlight'));
      }
      void queries.invalidateQueries({ queryKey: ['schedules'] });
      void queries.invalidateQueries({ queryKey: ['schedule', done.schedule.id] });
    },
    onError: failed,
  });
}
