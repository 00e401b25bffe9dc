import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCaller } from '../session/useCaller';
import type { Broadcast } from './broadcast';

/** Broadcasts that wait for the approval of somebody like the reader, newest first. */
export function useToApprove() {
  const caller = useCaller();
  return useQuery({
    queryKey: ['broadcasts', 'pending'],
    queryFn: () => ask(api.GET('/api/broadcasts', { params: { query: { pending: true, limit: 100 } } })),
    select: (page) => (caller.role === 'manager' ? page.items.filter((it) => it.createdBy !== caller.loginId) : []),
    refetchInterval: 30_000,
  });
}

export function ToApprove({ broadcasts }: { broadcasts: Broadcast[] }) {
  const { t } = useTranslation();
  return broadcasts.map((broadcast) => (
    <Alert key={broadcast.id} variant="outline" mb="sm" role="status" title={t('broadcast.toApprove')}>
      <Anchor component={Link} to={`/broadcasts/${broadcast.id}`}>
        {broadcast.title}
      </Anchor>
    </Alert>
  ));
}
