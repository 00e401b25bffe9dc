import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';

/** Says on first sight that events do not get through, to whoever runs the system. */
export function BrokerBanner() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operations'], queryFn: () => ask(api.GET('/api/operations')), refetchInterval: 30_000 });
  return query.data?.brokerAnswers === false ? (
    <Alert color="red" variant="outline" mb="md" role="status" title={t('operations.noBroker')}>
      {t('operations.noBrokerHint')}
    </Alert>
  ) : null;
}
