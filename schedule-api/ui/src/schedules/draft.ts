import type { Schemas } from '../api/client';
import type { Weekday } from '../common/format';
import { dayjs, ZONE } from '../common/time';
import { advertisingBody, emptyMessage, messageBody, type Message, type SendOrder } from '../message/message';

export type ScheduleType = Schemas['ScheduleRequest']['scheduleType'];

/** A schedule as its form holds it: everything is there, times are local ones, waits are in seconds. */
export type Draft = Message & {
  title: string;
  description: string;
  roomId: string | null;
  organizationId: string | null;
  type: ScheduleType;
  date: string;
  times: string[];
  weekdays: Weekday[];
  monthDays: string[];
  from: string;
  until: string;
  /** The validity as it was saved, to the second: it stays while its dates do. */
  saved?: { from: string; until: string; validFrom: string; validUntil: string; zone: string };
  zone: string;
  missed: 'skip' | 'last' | 'all';
  windowMinutes: number;
  priority: number;
  everyMinutes: number;
  /** Local, as an input of dates and times has it; empty: from the first day on. */
  anchor: string;
  cron: string;
  holidays: NonNullable<Schemas['ScheduleRequest']['holidayPolicy']>;
  overlap: NonNullable<Schemas['ScheduleRequest']['overlapPolicy']>;
  jitterMinutes: number;
  /** Null: no end. */
  maxRuns: number | null;
};

const today = (zone: string): string => dayjs().tz(zone).format('YYYY-MM-DD');

export function emptyDraft(): Draft {
  return {
    ...emptyMessage(), title: '', description: '', roomId: null, organizationId: null, type: 'weekly', date: today(ZONE), times: ['09:00'], weekdays: ['monday'], monthDays: ['1'], from: today(ZONE),
    until: dayjs().tz(ZONE).add(1, 'year').format('YYYY-MM-DD'), zone: ZONE, missed: 'last', windowMinutes: 5, priority: 5,
    everyMinutes: 60, anchor: '', cron: '0 0 9 * * MON-FRI', holidays: 'ignore', overlap: 'queue', jitterMinutes: 0, maxRuns: null,
  };
}

export function draftOf(schedule: Schemas['ScheduleResponse']): Draft {
  const zone = schedule.timeZone;
  const empty = emptyDraft();
  const from = dayjs(schedule.validFrom).tz(zone).format('YYYY-MM-DD');
  const until = dayjs(schedule.validUntil).tz(zone).format('YYYY-MM-DD');
  return {
    title: schedule.title,
    description: schedule.description ?? '',
    roomId: String(schedule.roomId),
    organizationId: String(schedule.organizationId),
    messageText: schedule.messageText ?? '',
    variables: (schedule.variables as Record<string, string> | undefined) ?? {},
    images: [schedule.images1 ?? [], schedule.images2 ?? []],
    sendOrder: schedule.sendOrder as SendOrder,
    interval: schedule.sendIntervalSeconds,
    waits: [schedule.mediaWaitTime1 / 1_000, schedule.mediaWaitTime2 / 1_000],
    type: schedule.scheduleType as ScheduleType,
    date: schedule.scheduleDate ?? today(zone),
    // Seconds that somebody set over the API stay.
    times: schedule.scheduleTimes.length > 0 ? schedule.scheduleTimes.map((time) => time.replace(/^(\d\d:\d\d):00$/, '$1')) : empty.times,
    weekdays: schedule.scheduleWeekdays as Weekday[],
    monthDays: schedule.scheduleMonthDays,
    everyMinutes: schedule.intervalMinutes ?? empty.everyMinutes,
    anchor: schedule.intervalAnchor ?? '',
    cron: schedule.cronExpression ?? empty.cron,
    holidays: schedule.holidayPolicy as Draft['holidays'],
    overlap: schedule.overlapPolicy as Draft['overlap'],
    jitterMinutes: schedule.jitterSeconds / 60,
    maxRuns: schedule.maxRuns ?? null,
    advertising: schedule.advertising,
    nightReason: schedule.nightReason ?? '',
    from,
    until,
    saved: { from, until, validFrom: schedule.validFrom, validUntil: schedule.validUntil, zone },
    zone,
    missed: schedule.missedRunPolicy as Draft['missed'],
    windowMinutes: schedule.catchUpWindowSeconds / 60,
    priority: schedule.priority,
  };
}

export function request(draft: Draft): Schemas['ScheduleRequest'] {
  const once = draft.type === 'once';
  const timed = draft.type !== 'interval' && draft.type !== 'cron';
  return {
    title: draft.title,
    description: draft.description || undefined,
    roomId: Number(draft.roomId),
    organizationId: draft.organizationId ? Number(draft.organizationId) : undefined,
    ...messageBody(draft),
    ...advertisingBody(draft),
    scheduleType: draft.type,
    scheduleDate: once ? draft.date : undefined,
    scheduleTimes: timed ? draft.times : undefined,
    scheduleWeekdays: draft.type === 'weekly' ? draft.weekdays : undefined,
    scheduleMonthDays: draft.type === 'monthly' ? draft.monthDays : undefined,
    intervalMinutes: draft.type === 'interval' ? draft.everyMinutes : undefined,
    intervalAnchor: draft.type === 'interval' && draft.anchor ? draft.anchor : undefined,
    cronExpression: draft.type === 'cron' ? draft.cron : undefined,
    holidayPolicy: draft.holidays,
    overlapPolicy: draft.overlap,
    jitterSeconds: Math.round(draft.jitterMinutes * 60),
    maxRuns: draft.maxRuns ?? undefined,
    timeZone: draft.zone,
    priority: draft.priority,
    missedRunPolicy: draft.missed,
    catchUpWindowSeconds: Math.round(draft.windowMinutes * 60),
    validFrom: once ? startOf(draft.date, draft.zone) : validFrom(draft),
    validUntil: once ? endOf(draft.date, draft.zone) : validUntil(draft),
  };
}

function validFrom(draft: Draft): string {
  const { saved } = draft;
  return saved?.from === draft.from && saved.zone === draft.zone ? saved.validFrom : startOf(draft.from, draft.zone);
}

function validUntil(draft: Draft): string {
  const { saved } = draft;
  return saved?.until === draft.until && saved.zone === draft.zone ? saved.validUntil : endOf(draft.until, draft.zone);
}

/** Empty while the date is still being typed. */
function startOf(date: string, zone: string): string {
  return date ? dayjs.tz(`${date} 00:00`, zone).toISOString() : '';
}

/** The last second of the date: both ends of a validity are inside it. */
function endOf(date: string, zone: string): string {
  return date ? dayjs.tz(`${date} 23:59:59`, zone).toISOString() : '';
}
