import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { inLanguage } from '../i18n';

/** Why the next message of a schedule has not been sent, by what rule, and until when: in the server's own words. */
export function WhyNot({ schedule }: { schedule: Schemas['ScheduleResponse'] }) {
  const { t } = useTranslation();
  const { id } = schedule;
  const { data: why, isError } = useQuery({
    queryKey: ['schedule', id, 'why'],
    queryFn: () => ask(api.GET('/api/schedules/{id}/why', { params: { path: { id } } })),
    refetchInterval: 10_000,
  });
  return (
    <Text size="sm" aria-live="polite">
      <strong>{t('runs.why')}</strong> {why ? inLanguage(why.en, why.ko) : t(isError ? 'problem.title' : 'app.loading')}
      {why?.detail && ` — ${inLanguage(why.detail, why.detailKo)}`}
      {why?.until && ` (${t('runs.until', { time: moment(why.until, schedule.timeZone) })})`}
    </Text>
  );
}
