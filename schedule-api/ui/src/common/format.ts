import { i18next, language } from '../i18n';
import type { Schemas } from '../api/client';
import { dayjs } from './time';

/** The moment in the given zone, with the zone's name and, where it is not this one, the year, in the reader's language. */
export function moment(at: string, timeZone = 'Asia/Seoul'): string {
  const date = new Date(at);
  return formatted(date, {
    timeZone,
    ...(yearOf(date, timeZone) === yearOf(new Date(), timeZone) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hour12: true,
    timeZoneName: 'short',
  });
}

/** The time of day of a moment, in the reader's language. */
export function clock(at: string, timeZone: string): string {
  return formatted(new Date(at), { timeZone, hour: 'numeric', minute: '2-digit', hour12: true });
}

/** The time of day to the second. */
export function preciseClock(at: string, timeZone: string): string {
  return formatted(new Date(at), { timeZone, hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: true });
}

/** A count in the form of the reader's language. */
export function number(value: number): string {
  return numbers({}).format(value);
}

/** A share of one, as 99.5 %. */
export function percent(share: number): string {
  return numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** 340 ms, 11.6 s: to the precision that matters. */
export function duration(millis: number): string {
  const [value, unit] = millis < 1000 ? [millis, 'millisecond'] : [millis / 1000, 'second'];
  return numbers({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
}

/** One that was made is kept: to make one takes as long as to draw a row. */
function kept<T>(make: (locale: string, options: object) => T): (options: object) => T {
  const made = new Map<string, T>();
  return (options) => {
    const key = language() + JSON.stringify(options);
    const one = made.get(key) ?? make(language(), options);
    made.set(key, one);
    return one;
  };
}

const dates = kept((locale, options) => new Intl.DateTimeFormat(locale, options));
const numbers = kept((locale, options) => new Intl.NumberFormat(locale, options));

const yearOf = (date: Date, timeZone: string): string => dates({ timeZone, year: 'numeric' }).format(date);

/** Some browsers' newer locale data write AM and PM in Korean, too. */
function formatted(at: Date, options: Intl.DateTimeFormatOptions): string {
  return dates(options)
    .formatToParts(at)
    .map((part) => (part.type === 'dayPeriod' && language() === 'ko' ? (/AM|오전/.test(part.value) ? '오전' : '오후') : part.value))
    .join('');
}

export function fromNow(at: string): string {
  return dayjs(at).locale(language()).fromNow();
}

/** {@code 09:00} as people say it: 오전 9:00. */
export function timeOfDay(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return formatted(new Date(Date.UTC(2000, 0, 1, hour, minute)), { timeZone: 'UTC', hour: 'numeric', minute: '2-digit', hour12: true });
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const PLACES = ['1', '2', '3', '4', '5', 'last'] as const;

/** Every date within a month that a schedule can name: 1 … 31, last, 1:monday … last:sunday. */
export const MONTH_DAYS: string[] = [
  ...Array.from({ length: 31 }, (_, index) => String(index + 1)),
  'last',
  ...PLACES.flatMap((place) => WEEKDAYS.map((day) => `${place}:${day}`)),
];

/** A date within a month as people say it: 15일, 마지막 날, 둘째 금요일. */
export function monthDay(date: string): string {
  const [place, day] = date.split(':') as [(typeof PLACES)[number], Weekday | undefined];
  if (day) {
    return i18next.t('monthDay.weekday', { place: i18next.t(`place.${place}`), day: i18next.t(`weekday.${day}`) });
  }
  return place === 'last' ? i18next.t('monthDay.last') : i18next.t('monthDay.day', { number: place });
}

/** When a schedule runs, as the server says it: 매주 월·수 오전 9:00. */
export function sentence(schedule: { sentence: Schemas['Sentence']; timeZone: string }): string {
  const said = schedule.sentence[language()];
  return schedule.timeZone === 'Asia/Seoul' ? said : `${said} (${schedule.timeZone})`;
}
