import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, newKey } from '../api/client';
import { moment } from './format';
import { failed, said } from './notify';
import { Settle } from './Settle';

type Ended = { id: number; state: string; scheduledAt: string; scheduleId?: number };

/** What can be done about a run that did not go well: say what was found in the room, or send again what is missing. */
export function Afterwards({ run, zone }: { run: Ended; zone: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // One key for one run: however often it is pressed, it is sent again once.
  const [key] = useState(newKey);
  const at = moment(run.scheduledAt, zone);
  const reread = () => {
    void queries.invalidateQueries({ queryKey: ['logs'] });
    return queries.invalidateQueries({ queryKey: ['schedule', run.scheduleId] });
  };
  const resend = useMutation({
    mutationFn: () => ask(api.POST('/api/occurrences/{id}/resend', { params: { path: { id: run.id }, header: { 'Idempotency-Key': key } } })),
    onSuccess: () => said(t('runs.started')),
    onError: failed,
    onSettled: reread,
  });
  if (run.state === 'UNKNOWN') {
    return <Settle run={run.id} name={at} done={reread} />;
  }
  return (
    <Button variant="default" size="xs" aria-label={`${t('runs.resend')}: ${at}`} loading={resend.isPending} onClick={() => resend.mutate()}>
      {t('runs.resend')}
    </Button>
  );
}
