import type { Schemas } from '../api/client';
import { WEEKDAYS, type Weekday } from '../common/format';
import { dayjs } from '../common/time';
import { draftOf, request } from '../schedules/draft';

type Schedule = Schemas['ScheduleResponse'];

/**
 * The schedule with one of its runs moved for good: the time of day, and of a weekly one the weekday, of a monthly one the day
 * of the month, become those of the target wherever they stand in its rule.
 *
 * @param originalAt of the run, as its rule has it @param target an instant
 * @returns null where the rule does not say the run by a time and a day: an interval, a cron expression, a weekday of the month,
 *   a schedule whose runs holidays move
 */
export function movedForGood(schedule: Schedule, originalAt: string, target: string): Schemas['ScheduleRequest'] | null {
  const [from, to] = [dayjs(originalAt).tz(schedule.timeZone), dayjs(target).tz(schedule.timeZone)];
  const draft = draftOf(schedule);
  if (draft.holidays === 'previous' || draft.holidays === 'next') {
    return null;
  }
  const times = replaced(draft.times, timeOf(from), timeOf(to));
  if (!times) {
    return null;
  }
  switch (draft.type) {
    case 'daily':
      return from.isSame(to, 'day') ? request({ ...draft, times: times.sort() }) : null;
    case 'weekly': {
      const weekdays = replaced(draft.weekdays, weekdayOf(from), weekdayOf(to));
      return weekdays && request({ ...draft, times: times.sort(), weekdays: WEEKDAYS.filter((day) => weekdays.includes(day)) });
    }
    case 'monthly': {
      const monthDays = from.isSame(to, 'day') ? draft.monthDays : replaced(draft.monthDays, String(from.date()), String(to.date()));
      return monthDays && request({ ...draft, times: times.sort(), monthDays });
    }
    default:
      return null;
  }
}

/** As a draft has it: the seconds only where there are some. */
const timeOf = (at: dayjs.Dayjs): string => at.format(at.second() === 0 ? 'HH:mm' : 'HH:mm:ss');

const weekdayOf = (at: dayjs.Dayjs): Weekday => WEEKDAYS[(at.day() + 6) % 7]!;

/** Each once; null where what is to be replaced is not there. */
function replaced<T>(values: T[], old: T, by: T): T[] | null {
  return values.includes(old) ? [...new Set(values.map((value) => (value === old ? by : value)))] : null;
}
