import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, Problem, type Schemas } from '../api/client';
import { failed, said } from '../common/notify';
import { asRead } from '../common/queries';
import { request, type Draft } from './draft';

const AGAIN_MILLIS = 1_500;

/** @param base the version that was edited @param sendNow whether it is to be sent once more at once */
type Ask = { base: number | undefined; sendNow: boolean };

/** @param key pressing twice, or again after a lost answer, makes one schedule */
export function useSave(draft: Draft, key: string, saved: Schemas['ScheduleResponse'] | undefined, forget: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: ({ base }: Ask) =>
      saved
        ? ask(
            api.PUT('/api/schedules/{id}', {
              params: asRead({ id: saved.id, version: base ?? saved.version }),
              body: request(draft),
            }),
          )
        : ask(api.POST('/api/schedules', { params: { header: { 'Idempotency-Key': key } }, body: request(draft) })),
    onSuccess: async (schedule, { sendNow }) => {
      forget();
      said(t('action.saved'));
      if (sendNow) {
        await sendAtOnce(schedule.id);
      }
      void queries.invalidateQueries({ queryKey: ['schedules'] });
      queries.setQueryData(['schedule', schedule.id], schedule);
      await navigate({ to: '/schedules/$id', params: { id: String(schedule.id) } });
    },
    onError: (problem, { sendNow }) => {
      if (problem instanceof Problem && problem.status === 412 && saved) {
        askWhose(saved.id, sendNow);
      } else if (!(problem instanceof Problem)) {
        failed(problem);
      }
    },
  });

  /** It is saved, whatever becomes of this. Where the answer may be lost it is asked for again, under the same key, so that it is sent once. */
  async function sendAtOnce(id: number, tries = 3): Promise<void> {
    try {
      await ask(api.POST('/api/schedules/{id}/run-now', { params: { path: { id }, header: { 'Idempotency-Key': `${key}-now` } } }));
      said(t('runs.started'));
    } catch (problem) {
      const isLost = problem instanceof Problem && (problem.status === 0 || problem.status === 503);
      if (!isLost || tries === 1) {
        failed(problem as Error);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
      await sendAtOnce(id, tries - 1);
    }
  }

  function askWhose(id: number, sendNow: boolean): void {
    modals.openConfirmModal({
      title: t('problem.stale'),
      children: <Text>{t('problem.staleBody')}</Text>,
      labels: { confirm: t('problem.mine'), cancel: t('problem.theirs') },
      onConfirm: async () => {
        await ask(api.GET('/api/schedules/{id}', { params: { path: { id } } }))
          .then((newest) => save.mutate({ base: newest.version, sendNow }))
          .catch(failed);
      },
      onCancel: () => {
        forget();
        void queries.resetQueries({ queryKey: ['schedule', id, 'form'] });
      },
    });
  }

  useEffect(() => {
    if (save.error) {
      window.scrollTo({ top: 0 });
    }
  }, [save.error]);
  return save;
}
