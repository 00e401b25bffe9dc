import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { language } from '../i18n';
import { LOOK_EVERY } from './alerts';

const SHOWN = 3;

/** Says on first sight that something is wrong now: first what one can go to and mend, then the rates that follow from it. */
export function AlertBanner() {
  const { t } = useTranslation();
  const query = useOpenAlerts();
  const alerts = [...(query.data?.items ?? [])].sort((one, other) => rank(one) - rank(other));
  if (alerts.length === 0) {
    return null;
  }
  return (
    <Alert color="red" variant="outline" mb="md" role="status" title={t('alert.banner')}>
      {alerts.slice(0, SHOWN).map((alert) => (
        <Text size="sm" key={alert.id}>
          {alert.subjectName} — {alert.sentence[language()]}
        </Text>
      ))}
      <Anchor component={Link} to="/alerts" size="sm">
        {t('nav.alerts')}
        {alerts.length > SHOWN && ` (+${alerts.length - SHOWN})`}
      </Anchor>
    </Alert>
  );
}

/** What is wrong now, as far as it concerns the reader. */
export const useOpenAlerts = () =>
  useQuery({
    queryKey: ['alerts', 'banner'],
    queryFn: () => ask(api.GET('/api/alerts', { params: { query: { state: 'open', limit: 100 } } })),
    refetchInterval: LOOK_EVERY,
  });

function rank(alert: Schemas['Alert']): number {
  return alert.subject === 'organization' ? 1 : 0;
}
