import { Box, Button, Select, Switch } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useLiveResults } from '../api/live';
import { DateField } from '../common/DateField';
import { Empty, Heading, LiveState, Loaded, More } from '../common/parts';
import { RoomFilter } from '../common/RoomFilter';
import { nameOf, usePages, useRooms } from '../common/queries';
import { Rows } from '../common/Rows';
import { dayjs, ZONE } from '../common/time';
import { LogRow } from './LogRow';
import { OUTCOMES } from './outcomes';
import { OutcomesHint } from './OutcomesHint';

const route = getRouteApi('/history');

export function History() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const rooms = useRooms();
  const [live, setLive] = useState(true);
  const reread = useThrottledCallback(() => void queries.invalidateQueries({ queryKey: ['logs'] }), 1_000);
  // What is over does not change by what is sent now.
  const isPast = search.until !== undefined && search.until < dayjs().tz(ZONE).format('YYYY-MM-DD');
  const connected = useLiveResults(reread, live && !isPast);
  useEffect(() => {
    if (connected) {
      reread();
    }
  }, [connected, reread]);
  const list = usePages(['logs', search], (cursor) =>
    ask(api.GET('/api/logs/send', { params: { query: { status: search.status, roomId: search.room, from: search.from, until: search.until, timeZone: ZONE, cursor } } })),
  );

  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const pick = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });

  return (
    <>
      <Heading title={t('history.title')}>
        <Button component={Link} to="/exports" variant="default">
          {t('nav.exports')}
        </Button>
        <OutcomesHint />
        <Switch label={t('history.live')} checked={live} onChange={(event) => setLive(event.currentTarget.checked)} />
      </Heading>
      {live && !isPast && (
        <Box mb="sm" mih={20}>
          <LiveState connected={connected} />
        </Box>
      )}
      <search className="filters">
        <Select
          label={t('schedule.status')}
          placeholder={t('history.all')}
          clearable
          data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={search.status ?? null}
          onChange={(value) => pick({ status: value ?? undefined })}
        />
        <RoomFilter value={search.room} onChange={(room) => pick({ room })} />
        <DateField label={`${t('history.from')} (${ZONE})`} value={search.from} max={search.until} onChange={(from) => pick({ from })} />
        <DateField label={`${t('history.until')} (${ZONE})`} value={search.until} min={search.from} onChange={(until) => pick({ until })} />
      </search>
      <Loaded query={list}>
        {(logs) =>
          logs.length === 0 ? (
            <Empty>{t(isFiltered ? 'history.none' : 'today.noLive')}</Empty>
          ) : (
            <Rows rows={logs} hasMore={list.hasNextPage} style={{ marginTop: 16 }} aria-live="polite">
              {(log, place) => <LogRow log={log} room={nameOf(rooms.data, log.roomId)} place={place} />}
            </Rows>
          )
        }
      </Loaded>
      <More list={list} />
    </>
  );
}
