import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import 'dayjs/locale/ko';

dayjs.extend(relativeTime);
dayjs.extend(utc);
dayjs.extend(timezone);

/** Of every date and time that is typed without a zone of its own. */
export const ZONE = 'Asia/Seoul';

const LOCAL = 'YYYY-MM-DDTHH:mm';

/** So many hours from now, as a field for a date and time has it. */
export function hoursAhead(hours: number): string {
  return dayjs().tz(ZONE).add(hours, 'hour').format(LOCAL);
}

/** The moment that a field for a date and time means. */
export function typedMoment(local: string): string {
  return dayjs.tz(local, ZONE).toISOString();
}

/** With zones and spans, whichever screen is opened first. */
export { dayjs };
