import { Button, SimpleGrid, Stack, Title } from '@mantine/core';
import { useThrottledCallback, useTimeout } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertBanner, useOpenAlerts } from '../alerts/AlertBanner';
import { api, ask, type Schemas } from '../api/client';
import { useLiveResults } from '../api/live';
import { Empty, Heading, LiveState, Loaded, Loading } from '../common/parts';
import { nameOf, useRooms } from '../common/queries';
import { Steps } from '../common/Steps';
import { LogRow } from '../history/LogRow';
import { BrokerBanner } from '../operation/BrokerBanner';
import { StopBanner } from '../operation/StopBanner';
import { useStops } from '../operation/stops';
import { runsTheSystem } from '../session/rights';
import { ToApprove, useToApprove } from '../broadcasts/ToApprove';
import { useCaller } from '../session/useCaller';
import { ScheduleRow } from '../schedules/ScheduleRow';
import { Counts, useCounts } from './Counts';

const SHOWN = 8;
const DAY_MILLIS = 86_400_000;
const MOST_MILLIS = 4_000;

/** How the day goes, what needs a look, then what is due, then what has just been sent. */
export function Today() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const rooms = useRooms();
  const caller = useCaller();
  const mayChange = caller.role === 'manager';
  // A burst of results is read once a second, and once more when it is over.
  const reread = useThrottledCallback(() => {
    void queries.invalidateQueries({ queryKey: ['logs'] });
    void queries.invalidateQueries({ queryKey: ['schedules'] });
  }, 1_000);
  const connected = useLiveResults(reread);
  useEffect(() => {
    if (connected) {
      reread();
    }
  }, [connected, reread]);
  const next = useQuery({
    queryKey: ['schedules', 'upcoming'],
    queryFn: () => ask(api.GET('/api/schedules/upcoming', { params: { query: { limit: SHOWN } } })),
    refetchInterval: 30_000,
  });
  const toApprove = useToApprove();
  const attention = useQuery({ queryKey: ['logs', 'attention'], queryFn: unhappy });
  const sent = useQuery({
    queryKey: ['logs', 'newest'],
    queryFn: () => ask(api.GET('/api/logs/send', { params: { query: { limit: SHOWN } } })),
  });
  const counts = useCounts();
  // All at once: what comes later would push down what somebody is about to press.
  const waitsFor = [rooms, next, toApprove, attention, sent, useStops(), useOpenAlerts(), counts.ended, counts.planned];
  const isReady = useDeferredValue(useOnce(waitsFor.every((it) => !it.isPending)));
  const row = (log: Schemas['SendLog']) => <LogRow key={log.id} log={log} room={nameOf(rooms.data, log.roomId)} />;

  return (
    <>
      <Heading title={t('today.title')}>
        <LiveState connected={connected} />
        {mayChange && (
          <Button component={Link} to="/schedules/new">
            {t('schedule.create')}
          </Button>
        )}
      </Heading>
      {isReady ? (
        <>
          {runsTheSystem(caller) && <BrokerBanner />}
          <StopBanner />
          <AlertBanner />
          <Stack gap="xl">
            <Steps>
              <Counts />
              <section>
                <Title order={2} size="h4" mb="sm">
                  {t('today.attention')}
                </Title>
                <Loaded query={toApprove}>{(broadcasts) => <ToApprove broadcasts={broadcasts} />}</Loaded>
                <Loaded query={attention}>
                  {(logs) =>
                    logs.length > 0 ? <ul className="list">{logs.map(row)}</ul> : toApprove.data?.length === 0 && <Empty>{t('today.noAttention')}</Empty>
                  }
                </Loaded>
              </section>
              <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
                <Steps>
                  <section>
                    <Title order={2} size="h4" mb="sm">
                      {t('today.next')}
                    </Title>
                    <Loaded query={next}>
                      {(schedules) =>
                        schedules.length === 0 ? (
                          <Empty>{t('today.noNext')}</Empty>
                        ) : (
                          <ul className="list">
                            {schedules.map((schedule) => (
                              <ScheduleRow key={schedule.id} schedule={schedule} room={nameOf(rooms.data, schedule.roomId)} metered />
                            ))}
                          </ul>
                        )
                      }
                    </Loaded>
                  </section>
                  <section>
                    <Title order={2} size="h4" mb="sm">
                      {t('today.live')}
                    </Title>
                    <Loaded query={sent}>
                      {(page) =>
                        page.items.length === 0 ? (
                          <Empty>{t('today.noLive')}</Empty>
                        ) : (
                          <ul className="list" aria-live="polite">
                            {page.items.map(row)}
                          </ul>
                        )
                      }
                    </Loaded>
                  </section>
                </Steps>
              </SimpleGrid>
            </Steps>
          </Stack>
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}

/** Whether it has ever been so, or has not become so for long enough: what is stopped must not stay unseen for one slow answer. */
function useOnce(isSo: boolean): boolean {
  const [was, setWas] = useState(false);
  if (isSo && !was) {
    setWas(true);
  }
  const { start, clear } = useTimeout(() => setWas(true), MOST_MILLIS);
  useEffect(() => {
    start();
    return clear;
  }, [start, clear]);
  return was || isSo;
}

/** Of the last day, newest first. */
async function unhappy(): Promise<Schemas['SendLog'][]> {
  const pages = await Promise.all(
    (['unknown', 'failed', 'partial', 'expired'] as const).map((status) =>
      ask(api.GET('/api/logs/send', { params: { query: { status, limit: SHOWN } } })),
    ),
  );
  return pages
    .flatMap((page) => page.items)
    .filter((log) => Date.now() - new Date(log.createdAt).getTime() < DAY_MILLIS)
    .sort((a, b) => b.id - a.id)
    .slice(0, SHOWN);
}
