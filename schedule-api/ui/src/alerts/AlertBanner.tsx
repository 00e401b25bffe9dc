import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { language } from '../i18n';
import { LOOK_EVERY } from './alerts';

/** Says on first sight that something is wrong now. */
export function AlertBanner() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['alerts', 'banner'],
    queryFn: () => ask(api.GET('/api/alerts', { params: { query: { state: 'open', limit: 3 } } })),
    refetchInterval: LOOK_EVERY,
  });
  const alerts = query.data?.items ?? [];
  if (alerts.length === 0) {
    return null;
  }
  return (
    <Alert color="red" variant="outline" mb="md" role="status" title={t('alert.banner')}>
      {alerts.map((alert) => (
        <Text size="sm" key={alert.id}>
          {alert.subjectName} — {alert.sentence[language()]}
        </Text>
      ))}
      <Anchor component={Link} to="/alerts" size="sm">
        {t('nav.alerts')}
      </Anchor>
    </Alert>
  );
}
