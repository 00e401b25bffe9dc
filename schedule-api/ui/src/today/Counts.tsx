import { SimpleGrid } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { Figure } from '../common/Figure';
import { number } from '../common/format';
import { dayjs, ZONE } from '../common/time';

const FINAL = ['SUCCESS', 'PARTIAL', 'FAILED', 'UNKNOWN', 'CANCELLED', 'EXPIRED', 'SKIPPED'];

export function useCounts() {
  const today = dayjs().tz(ZONE).format('YYYY-MM-DD');
  const day = { from: today, until: today };
  const ended = useQuery({
    queryKey: ['counts', 'ended', today],
    queryFn: () => ask(api.GET('/api/statistics', { params: { query: { ...day, timeZone: ZONE, groupBy: 'day' } } })),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
  const planned = useQuery({
    queryKey: ['counts', 'planned', today],
    queryFn: () => ask(api.GET('/api/calendar', { params: { query: { ...day, timeZone: ZONE } } })),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  return { day, ended, planned };
}

/** How today goes, in Seoul's day: what has arrived, what has not, and what is still to come. */
export function Counts() {
  const { t } = useTranslation();
  const { day, ended, planned } = useCounts();
  const total = ended.data?.total;
  const count = (value: number | undefined) => (value === undefined ? '–' : number(value));
  return (
    <SimpleGrid component="section" cols={{ base: 2, sm: 4 }} aria-label={t('today.counts')}>
      <Link className="figure" to="/history" search={{ ...day, status: 'success' }}>
        <Figure label={t('today.sent')} value={count(total?.success)} />
      </Link>
      <Link className="figure" to="/history" search={day}>
        <Figure label={t('today.notSent')} value={count(total && total.failed + total.partial + total.expired)} />
      </Link>
      <Link className="figure" to="/history" search={{ ...day, status: 'unknown' }}>
        <Figure label={t('outcome.unknown')} value={count(total?.unknown)} />
      </Link>
      <Link className="figure" to="/calendar" search={{ view: 'day', day: day.from }}>
        <Figure label={t('today.toCome')} value={planned.data ? toCome(planned.data) : '–'} />
      </Link>
    </SimpleGrid>
  );
}

/** A calendar of very many runs ends before its day does; of those that it leaves out nothing is known. */
function toCome({ runs, complete }: Schemas['CalendarResponse']): string {
  const left = runs.filter((run) => !FINAL.includes(run.state)).length;
  return complete ? number(left) : left > 0 ? `${number(left)}+` : '–';
}
