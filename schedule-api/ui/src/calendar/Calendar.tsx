import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { Empty, Heading, Loaded } from '../common/parts';
import { nameOf, useRooms } from '../common/queries';
import { RoomFilter } from '../common/RoomFilter';
import { dayjs, ZONE } from '../common/time';
import { language } from '../i18n';
import type { CalendarSearch } from '../router';
import { CalendarDay } from './CalendarDay';
import { CalendarLanes } from './CalendarLanes';
import { useCaller } from '../session/useCaller';
import { dayOf, daysOf, isMovable, nameOfRun, onDay, runsByDay, today, turn, VIEWS, type CalendarRun, type View } from './calendar';
import { MoveRun } from './MoveRun';
import { useQuiet } from './quiet';

const route = getRouteApi('/calendar');

/** Runs of all schedules, gone and ahead. What is ahead is moved by dragging it, by keys, or in a dialog. */
export function Calendar() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = search.view ?? 'month';
  const day = search.day ?? today();
  const days = daysOf(view, day);
  const [first, last] = [days[0]!, days[days.length - 1]!];
  const rooms = useRooms();
  const quietOf = useQuiet();
  const [opened, setOpened] = useState<{ run: CalendarRun; at: string } | null>(null);
  const query = useQuery({
    queryKey: ['schedules', 'calendar', first, last, search.room],
    queryFn: () => ask(api.GET('/api/calendar', { params: { query: { from: first, until: last, timeZone: ZONE, roomId: search.room } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const holidays = useHolidays([...new Set(days.map((it) => Number(it.slice(0, 4))))]);
  const byDay = useMemo(() => runsByDay(query.data?.runs ?? []), [query.data]);
  const period = useRef<HTMLHeadingElement>(null);
  const { changed, forget } = useChanged(query.data);
  const change = (part: Partial<CalendarSearch>) => {
    forget();
    void navigate({ search: { ...search, ...part }, replace: true });
  };
  const mayChange = useCaller().role === 'manager';
  const moveTo = (run: CalendarRun, target: string) => {
    if (isMovable(run) && target !== dayOf(run.dueAt) && target >= today()) {
      setOpened({ run, at: onDay(run, target) });
    }
  };
  return (
    <>
      <Heading title={t('nav.calendar')}>
        <SegmentedControl aria-label={t('calendar.view')} data={VIEWS.map((value) => ({ value, label: t(`calendar.${value}`) }))} value={view} onChange={(value) => change({ view: value as View })} />
      </Heading>
      <Stack>
        <Group justify="space-between" align="end">
          <Group gap="xs">
            <Button variant="default" aria-label={t('calendar.back')} onClick={() => change({ day: turn(view, day, -1) })}>
              ‹
            </Button>
            <Button variant="default" onClick={() => change({ day: undefined })}>
              {t('calendar.today')}
            </Button>
            <Button variant="default" aria-label={t('calendar.on')} onClick={() => change({ day: turn(view, day, 1) })}>
              ›
            </Button>
            <Title order={2} size="h4" aria-live="polite" tabIndex={-1} ref={period}>
              {titleOf(view, day, first, last)}
            </Title>
          </Group>
          <RoomFilter value={search.room} onChange={(room) => change({ room })} />
        </Group>
        <Text size="sm" id="calendar-keys">
          {t('calendar.zone')} {mayChange && view !== 'day' && t('calendar.hint')} {mayChange && t('calendar.keys')}
        </Text>
        <Loaded query={query}>
          {(found) => (
            <>
              {!found.complete && !query.isPlaceholderData && (
                <Alert variant="outline" color="orange">
                  {t('calendar.cut')}
                </Alert>
              )}
              {found.runs.length === 0 && !query.isPlaceholderData && <Empty>{t('calendar.none')}</Empty>}
              {(view === 'month' || view === 'week') && (
                <div className="calendar-weekdays" aria-hidden>
                  {days.slice(0, 7).map((it) => (
                    <span key={it}>{dayjs.utc(it).locale(language()).format('ddd')}</span>
                  ))}
                </div>
              )}
              {view === 'day' ? (
                <CalendarLanes
                  runs={query.isPlaceholderData ? [] : found.runs}
                  complete={found.complete}
                  holiday={holidays.get(day)}
                  roomOf={(run) => nameOf(rooms.data, run.roomId)}
                  quietOf={quietOf}
                  onOpen={(run) => setOpened({ run, at: run.dueAt })}
                  onMove={moveTo}
                />
              ) : (
                <ol className={`calendar calendar-${view}`} aria-label={t('nav.calendar')} aria-busy={query.isPlaceholderData}>
                  {days.map((it) => (
                    <CalendarDay
                      key={it}
                      day={it}
                      dim={view === 'month' && it.slice(0, 7) !== day.slice(0, 7)}
                      most={view === 'month' ? 4 : undefined}
                      holiday={holidays.get(it)}
                      runs={query.isPlaceholderData ? [] : (byDay.get(it) ?? [])}
                      roomOf={(run) => nameOf(rooms.data, run.roomId)}
                  quietOf={quietOf}
                      onOpen={(run) => setOpened({ run, at: run.dueAt })}
                      onMove={moveTo}
                      onAll={() => {
                        change({ view: 'day', day: it });
                        period.current?.focus();
                      }}
                    />
                  ))}
                </ol>
              )}
            </>
          )}
        </Loaded>
      </Stack>
      <Modal opened={opened !== null} onClose={() => setOpened(null)} title={opened?.run.title} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {opened && (
          <MoveRun run={opened.run} at={opened.at} room={nameOf(rooms.data, opened.run.roomId)} done={(at) => {
              setOpened(null);
              changed(nameOfRun(opened.run.scheduleId, at));
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** Where a run was changed, its button is another one afterwards: that gets the focus, unless somebody has turned the page. */
function useChanged(shown: unknown) {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const button = wanted.current && document.querySelector<HTMLElement>(`[data-run="${wanted.current}"]`);
    if (button) {
      wanted.current = null;
      button.focus();
    }
  }, [shown]);
  return {
    changed: (name: string) => {
      wanted.current = name;
    },
    forget: () => {
      wanted.current = null;
    },
  };
}

function titleOf(view: View, day: string, first: string, last: string): string {
  const locale = language();
  const month = locale === 'ko' ? 'YYYY년 M월' : 'MMMM YYYY';
  const date = locale === 'ko' ? 'YYYY년 M월 D일' : 'D MMM YYYY';
  const said = (at: string, format: string) => dayjs.utc(at).locale(locale).format(format);
  if (view === 'day') {
    return said(day, locale === 'ko' ? 'YYYY년 M월 D일 dddd' : 'dddd, D MMM YYYY');
  }
  return view === 'month' ? said(day, month) : `${said(first, date)} – ${said(last, date)}`;
}

/** Their names by date. */
function useHolidays(years: number[]): Map<string, string> {
  const query = useQuery({
    queryKey: ['holidays', 'calendar', years],
    queryFn: async () => (await Promise.all(years.map((year) => ask(api.GET('/api/holidays', { params: { query: { year } } }))))).flat(),
    staleTime: 3_600_000,
  });
  return new Map(query.data?.map((it) => [it.date, it.name]));
}
