import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { DateField } from '../common/DateField';
import { download } from '../common/download';
import { Figure } from '../common/Figure';
import { Hint } from '../common/Hint';
import { duration, number, percent } from '../common/format';
import { failed } from '../common/notify';
import { Empty, Heading, Loaded } from '../common/parts';
import { options, useBots, useOrganizations, useRooms } from '../common/queries';
import { dayjs, ZONE } from '../common/time';
import { OUTCOMES } from '../history/outcomes';
import { i18next, language } from '../i18n';
import type { StatisticsSearch } from '../router';

const route = getRouteApi('/statistics');
const Chart = lazy(() => import('./Chart'));

/** Of rooms, organisations and phones; the table has them all. */
const MOST_BARS = 31;

type GroupBy = NonNullable<StatisticsSearch['by']>;
const GROUPS: GroupBy[] = ['day', 'hour', 'room', 'organization', 'bot', 'reason'];

/** How sending went: figures, a chart and the same as a table. What is asked stands in the address. */
export function Statistics() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const organizations = useOrganizations();
  const rooms = useRooms();
  const bots = useBots();
  const today = dayjs().tz(ZONE);
  const asked = {
    from: search.from ?? today.subtract(6, 'day').format('YYYY-MM-DD'),
    until: search.until ?? today.format('YYYY-MM-DD'),
    timeZone: ZONE,
    groupBy: search.by ?? 'day',
    organizationId: search.organization,
    roomId: search.room,
    botId: search.bot,
  } satisfies Record<string, unknown>;
  const change = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part }, replace: true });
  const days = (count: number) => change({ from: today.subtract(count - 1, 'day').format('YYYY-MM-DD'), until: today.format('YYYY-MM-DD') });
  const query = useQuery({
    queryKey: ['statistics', asked],
    queryFn: () => ask(api.GET('/api/statistics', { params: { query: asked } })),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const address = `/api/statistics/report?${new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))}`;
  const pick = (value: string | null) => (value ? Number(value) : undefined);
  return (
    <>
      <Heading title={t('nav.statistics')}>
        <Button variant="default" onClick={() => void download(address, `statistics-${asked.groupBy}-${asked.from}-${asked.until}.csv`).catch(failed)}>
          {t('statistics.report')}
        </Button>
      </Heading>
      <Stack gap="lg">
        <Group align="end">
          <DateField label={t('form.from')} value={asked.from} max={asked.until} onChange={(from) => from && change({ from })} />
          <DateField label={t('form.until')} value={asked.until} min={asked.from} onChange={(until) => until && change({ until })} />
          {[7, 30, 90].map((count) => (
            <Button key={count} variant="default" onClick={() => days(count)}>
              {t('statistics.lastDays', { count })}
            </Button>
          ))}
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {(organizations.data?.length ?? 0) > 1 && (
            <Select searchable clearable label={t('room.owner')} data={options(organizations.data)} value={text(search.organization)} onChange={(value) => change({ organization: pick(value) })} />
          )}
          <Select searchable clearable label={t('schedule.room')} data={options(rooms.data)} value={text(search.room)} onChange={(value) => change({ room: pick(value) })} />
          <Select searchable clearable label={t('room.bot')} data={options(bots.data)} value={text(search.bot)} onChange={(value) => change({ bot: pick(value) })} />
        </SimpleGrid>
        <Loaded query={query}>{(found) => <Result found={found} by={asked.groupBy} onBy={(by) => change({ by })} />}</Loaded>
      </Stack>
    </>
  );
}

const text = (id: number | undefined): string | null => (id === undefined ? null : String(id));

function Result({ found, by, onBy }: { found: Schemas['StatisticsResponse']; by: GroupBy; onBy: (by: GroupBy) => void }) {
  const { t } = useTranslation();
  const { total } = found;
  const cards = [
    ['runs', t('statistics.runs'), number(total.runs)],
    ['rate', t('statistics.rate'), total.successRate === undefined ? '–' : percent(total.successRate)],
    ['notSent', `${t('outcome.failed')}·${t('outcome.expired')}`, number(total.failed + total.expired)],
    ['unknown', t('outcome.unknown'), number(total.unknown)],
    ['delay', t('statistics.delay'), total.meanDelayMillis === undefined ? '–' : duration(total.meanDelayMillis)],
    ['parts', t('statistics.parts'), number(total.parts)],
  ] as const;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, md: 6 }}>
        {cards.map(([name, label, value]) => (
          <Figure key={name} label={label} value={value} hint={<Hint of={label}>{t(`figureHint.${name}`)}</Hint>} />
        ))}
      </SimpleGrid>
      <section>
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4">
            {t('statistics.split')}
          </Title>
          <Select
            aria-label={t('statistics.by')}
            allowDeselect={false}
            hiddenFrom="sm"
            data={GROUPS.map((value) => ({ value, label: t(`statisticsBy.${value}`) }))}
            value={by}
            onChange={(value) => onBy(value as GroupBy)}
          />
          <SegmentedControl
            aria-label={t('statistics.by')}
            visibleFrom="sm"
            data={GROUPS.map((value) => ({ value, label: t(`statisticsBy.${value}`) }))}
            value={by}
            onChange={(value) => onBy(value as GroupBy)}
          />
        </Group>
        {total.runs === 0 ? (
          <Empty>{t('statistics.none')}</Empty>
        ) : (
          <Stack>
            <Suspense fallback={<div style={{ height: 260 }} />}>
              <Chart rows={found.groupBy === 'day' ? found.rows : found.rows.slice(0, MOST_BARS)} label={(row) => labelOf(row, found.groupBy as GroupBy, t)} />
            </Suspense>
            {!found.complete && <Text size="sm">{t('statistics.cut', { count: found.rows.length })}</Text>}
            <Rows rows={found.rows} by={found.groupBy as GroupBy} />
          </Stack>
        )}
      </section>
    </Stack>
  );
}

export type Row = Schemas['Row'];
type Translate = TFunction;

function labelOf(row: Row, by: GroupBy, t: Translate): string {
  switch (by) {
    case 'day':
      return dayjs(row.key).locale(language()).format(language() === 'ko' ? 'M월 D일' : 'MMM D');
    case 'hour':
      return t('statistics.hour', { hour: row.key });
    case 'reason':
      return row.key ? reason(row.key, t) : t('outcome.success');
    default:
      return row.name ?? `#${row.key}`;
  }
}

function reason(code: string, t: Translate): string {
  const key = `reason.${code}` as 'reason.CANCELLED';
  return i18next.exists(key) ? t(key) : code;
}

function Rows({ rows, by }: { rows: Row[]; by: GroupBy }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('statistics.table') } }}>
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t(`statisticsBy.${by}`)}</Table.Th>
            <Table.Th scope="col">{t('statistics.runs')}</Table.Th>
            {OUTCOMES.map((outcome) => (
              <Table.Th scope="col" key={outcome}>
                {t(`outcome.${outcome}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">{t('statistics.rate')}</Table.Th>
            <Table.Th scope="col">{t('statistics.delay')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row">{labelOf(row, by, t)}</Table.Th>
              <Table.Td>{number(row.figures.runs)}</Table.Td>
              {OUTCOMES.map((outcome) => (
                <Table.Td key={outcome}>{number(row.figures[outcome])}</Table.Td>
              ))}
              <Table.Td>{row.figures.successRate === undefined ? '–' : percent(row.figures.successRate)}</Table.Td>
              <Table.Td>{row.figures.meanDelayMillis === undefined ? '–' : duration(row.figures.meanDelayMillis)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
