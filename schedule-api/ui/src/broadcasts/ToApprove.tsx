import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCaller } from '../session/useCaller';

const LOOKED_AT = 50;

/** Broadcasts that wait for the approval of somebody like the reader. */
export function ToApprove() {
  const { t } = useTranslation();
  const caller = useCaller();
  const waiting = useQuery({
    queryKey: ['broadcasts', 'pending'],
    enabled: caller.role === 'manager',
    queryFn: () => ask(api.GET('/api/broadcasts', { params: { query: { limit: LOOKED_AT } } })),
    select: (page) => page.items.filter((it) => it.state === 'pending' && it.createdBy !== caller.loginId),
    refetchInterval: 30_000,
  });
  return waiting.data?.map((broadcast) => (
    <Alert key={broadcast.id} variant="outline" mb="sm" role="status" title={t('broadcast.toApprove')}>
      <Anchor component={Link} to={`/broadcasts/${broadcast.id}`}>
        {broadcast.title}
      </Anchor>
    </Alert>
  ));
}
