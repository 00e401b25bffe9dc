import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../common/format';
import { useStops } from './stops';

/** Says on first sight that something is stopped, why and until when. */
export function StopBanner() {
  const { t } = useTranslation();
  const stops = useStops().data ?? [];
  if (stops.length === 0) {
    return null;
  }
  return (
    <Alert color="red" variant="outline" mb="md" role="status" title={t('stop.banner')}>
      {stops.map((stop) => (
        <Text size="sm" key={stop.id}>
          {t(`stopScope.${stop.scope as 'all'}`)} {stop.targetName ?? ''} — {stop.reason} ({t('runs.until', { time: moment(stop.until) })})
        </Text>
      ))}
      <Anchor component={Link} to="/stops" size="sm">
        {t('nav.stops')}
      </Anchor>
    </Alert>
  );
}
