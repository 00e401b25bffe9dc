import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import type { Schemas } from '../api/client';
import type { Weekday } from '../common/format';

dayjs.extend(utc);
dayjs.extend(timezone);

export const MOST_TEXT = 4_000;
export const MOST_IMAGES = 10;

export type ImageRef = Schemas['ImageRef'];
export type ScheduleType = Schemas['ScheduleRequest']['scheduleType'];
export type SendOrder = NonNullable<Schemas['ScheduleRequest']['sendOrder']>;

/** A schedule as its form holds it: everything is there, times are local ones, waits are in seconds. */
export type Draft = {
  title: string;
  description: string;
  roomId: string | null;
  organizationId: string | null;
  messageText: string;
  variables: Record<string, string>;
  images: [ImageRef[], ImageRef[]];
  sendOrder: SendOrder;
  interval: number;
  waits: [number, number];
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
};

const ZONE = 'Asia/Seoul';
const today = (zone: string): string => dayjs().tz(zone).format('YYYY-MM-DD');

export function emptyDraft(): Draft {
  return {
    title: '', description: '', roomId: null, organizationId: null, messageText: '', variables: {}, images: [[], []], sendOrder: 'text_first',
    interval: 1, waits: [0, 0], type: 'weekly', date: today(ZONE), times: ['09:00'], weekdays: ['monday'], monthDays: ['1'], from: today(ZONE),
    until: dayjs().tz(ZONE).add(1, 'year').format('YYYY-MM-DD'), zone: ZONE, missed: 'last', windowMinutes: 5, priority: 5,
  };
}

export function draftOf(schedule: Schemas['ScheduleResponse']): Draft {
  const zone = schedule.timeZone;
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
    times: schedule.scheduleTimes.map((time) => time.replace(/^(\d\d:\d\d):00$/, '$1')),
    weekdays: schedule.scheduleWeekdays as Weekday[],
    monthDays: schedule.scheduleMonthDays,
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
  const names = variablesIn(draft.messageText);
  return {
    title: draft.title,
    description: draft.description || undefined,
    roomId: Number(draft.roomId),
    organizationId: draft.organizationId ? Number(draft.organizationId) : undefined,
    messageText: draft.sendOrder === 'images_only' ? undefined : draft.messageText || undefined,
    variables: Object.fromEntries(Object.entries(draft.variables).filter(([name, value]) => names.includes(name) && value)),
    images1: draft.images[0].map((image) => image.id),
    images2: draft.images[1].map((image) => image.id),
    sendOrder: draft.sendOrder,
    sendIntervalSeconds: draft.interval,
    mediaWaitTime1: Math.round(draft.waits[0] * 1_000),
    mediaWaitTime2: Math.round(draft.waits[1] * 1_000),
    scheduleType: draft.type,
    scheduleDate: once ? draft.date : undefined,
    scheduleTimes: draft.times,
    scheduleWeekdays: draft.type === 'weekly' ? draft.weekdays : undefined,
    scheduleMonthDays: draft.type === 'monthly' ? draft.monthDays : undefined,
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

/** The request that would save a schedule as it is. */
export function requestOf(schedule: Schemas['ScheduleResponse']): Schemas['ScheduleRequest'] {
  return { ...request(draftOf(schedule)), validFrom: schedule.validFrom, validUntil: schedule.validUntil };
}

/** Filled in by the server itself when it sends. */
export const BUILT_IN = ['날짜', '시간', '요일', '톡방', 'date', 'time', 'weekday', 'room'];

/** As the server reads it. */
export const VARIABLE = /#\{([\p{L}\p{N} _-]{1,30})\}/gu;

/** Names of the {@code #{…}} in a text, each once, in their order. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1]!))];
}

/** Digits that look like a resident registration number or a mobile phone's. */
export function looksPersonal(text: string): boolean {
  return /(?<!\d)\d{6}-?[1-4]\d{6}(?!\d)/.test(text) || /(?<!\d)01[016-9]-?\d{3,4}-?\d{4}(?!\d)/.test(text);
}

export type Step = { kind: 'text' } | { kind: 'group'; group: 0 | 1 };

/** The parts of a message in the order in which the room gets them. */
export function steps(content: { text: boolean; groups: [number, number]; order: string }): Step[] {
  const text: Step[] = content.text && content.order !== 'images_only' ? [{ kind: 'text' }] : [];
  const groups = ([0, 1] as const).filter((group) => content.groups[group] > 0).map((group): Step => ({ kind: 'group', group }));
  return content.order === 'images_first' ? [...groups, ...text] : [...text, ...groups];
}

/** Empty while the date is still being typed. */
function startOf(date: string, zone: string): string {
  return date ? dayjs.tz(`${date} 00:00`, zone).toISOString() : '';
}

/** The last second of the date: both ends of a validity are inside it. */
function endOf(date: string, zone: string): string {
  return date ? dayjs.tz(`${date} 23:59:59`, zone).toISOString() : '';
}
