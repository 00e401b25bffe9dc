import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from '../common/notify';

/** Takes a schedule out of the recycle bin. */
export function useRestore() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/api/schedules/{id}/restore', { params: { path: { id } } })),
    onSuccess: () => said(t('bin.restored')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['schedules'] }),
  });
}
