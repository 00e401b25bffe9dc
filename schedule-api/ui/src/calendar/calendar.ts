import type { Schemas } from '../api/client';
import { dayjs } from '../common/time';

export type CalendarRun = Schemas['CalendarRun'];
export const VIEWS = ['month', 'week', 'day', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** The calendar's days are those of this zone; each schedule keeps its own. */
const DATE = 'YYYY-MM-DD';
const LISTED_DAYS = 14;

/** Seoul is nine hours ahead all year. */
const AHEAD_MILLIS = 9 * 3_600_000;

/** The wall clock in Seoul, as `YYYY-MM-DDTHH:mm:ss`. */
export const localOf = (moment: string | number): string => new Date(new Date(moment).getTime() + AHEAD_MILLIS).toISOString().slice(0, 19);

/** The instant of a wall clock in Seoul. */
export const instantOf = (local: string): string => new Date(Date.parse(`${local}Z`) - AHEAD_MILLIS).toISOString();

export const today = (): string => localOf(Date.now()).slice(0, 10);
export const dayOf = (moment: string): string => localOf(moment).slice(0, 10);
export const addDays = (day: string, days: number): string => dayjs.utc(day).add(days, 'day').format(DATE);

/** Weeks begin on Monday. */
const monday = (day: string): string => addDays(day, -((dayjs.utc(day).day() + 6) % 7));

/** The days that a view of this day shows, whole weeks but for the list. */
export function daysOf(view: View, day: string): string[] {
  const [from, until] = bounds(view, day);
  const count = dayjs.utc(until).diff(dayjs.utc(from), 'day') + 1;
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}

function bounds(view: View, day: string): [string, string] {
  switch (view) {
    case 'month': {
      const first = dayjs.utc(day).startOf('month').format(DATE);
      const last = dayjs.utc(day).endOf('month').format(DATE);
      return [monday(first), addDays(monday(last), 6)];
    }
    case 'week':
      return [monday(day), addDays(monday(day), 6)];
    case 'day':
      return [day, day];
    default:
      return [day, addDays(day, LISTED_DAYS - 1)];
  }
}

const PAGE_DAYS = { week: 7, day: 1, list: LISTED_DAYS } as const;

/** The day to look at after turning over. @param pages −1 = back, 1 = on */
export function turn(view: View, day: string, pages: number): string {
  return view === 'month' ? dayjs.utc(day).startOf('month').add(pages, 'month').format(DATE) : addDays(day, pages * PAGE_DAYS[view]);
}

/** The same time of day on another day, as an instant. */
export const onDay = (run: CalendarRun, day: string): string => instantOf(`${day}T${localOf(run.dueAt).slice(11)}`);

/** Names a run among all that are shown. */
export const nameOfRun = (scheduleId: number, dueAt: string): string => `${scheduleId}-${Date.parse(dueAt)}`;

export function runsByDay(runs: CalendarRun[]): Map<string, CalendarRun[]> {
  const days = new Map<string, CalendarRun[]>();
  for (const run of runs) {
    const day = dayOf(run.dueAt);
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return days;
}

export type Lane = { roomId: number; runs: CalendarRun[] };

/** A day's runs by room, the room with most of them first. */
export function lanesOf(runs: CalendarRun[]): Lane[] {
  const rooms = new Map<number, CalendarRun[]>();
  runs.forEach((run) => rooms.set(run.roomId, [...(rooms.get(run.roomId) ?? []), run]));
  return [...rooms].map(([roomId, own]) => ({ roomId, runs: own })).sort((a, b) => b.runs.length - a.runs.length || a.roomId - b.roomId);
}

/** How many runs of a day are due in each of its 24 hours. */
export function crowdOf(runs: CalendarRun[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  runs.forEach((run) => hours[Number(localOf(run.dueAt).slice(11, 13))]!++);
  return hours;
}

/** Only what is ahead, and not skipped, can be moved. */
export const isMovable = (run: CalendarRun): boolean => run.state === 'PLANNED' && run.originalAt !== undefined;

/** Keys that move a run, with Shift held: by days. */
export const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
