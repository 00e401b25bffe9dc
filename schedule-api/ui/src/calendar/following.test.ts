import { expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { movedForGood } from './following';

const schedule = {
  id: 1, version: 3, title: '아침 공지', organizationId: 4, roomId: 7, messageText: '안녕하세요', images1: [], images2: [], sendOrder: 'text_first', sendIntervalSeconds: 1,
  mediaWaitTime1: 0, mediaWaitTime2: 0, scheduleType: 'weekly', scheduleTimes: ['09:00:00', '18:30:15'], scheduleWeekdays: ['monday', 'thursday'], scheduleMonthDays: [],
  timeZone: 'Asia/Seoul', priority: 5, advertising: false, holidayPolicy: 'ignore', jitterSeconds: 0, overlapPolicy: 'queue', missedRunPolicy: 'last', catchUpWindowSeconds: 300,
  validFrom: '2026-01-01T00:00:00+09:00', validUntil: '2026-12-31T23:59:59+09:00',
} as unknown as Schemas['ScheduleResponse'];

const moved = (part: Partial<Schemas['ScheduleResponse']>, from: string, to: string) => movedForGood({ ...schedule, ...part }, `${from}+09:00`, `${to}+09:00`);

it('changes the time and the weekday of a weekly one, and nothing else of it', () => {
  const monday = moved({}, '2026-11-23T18:30:15', '2026-11-25T08:00:00');

  expect(monday).toMatchObject({ scheduleTimes: ['08:00', '09:00'], scheduleWeekdays: ['wednesday', 'thursday'], roomId: 7, messageText: '안녕하세요' });
  expect(moved({}, '2026-11-23T09:00:00', '2026-11-26T09:00:00')?.scheduleWeekdays).toEqual(['thursday']);
});

it('changes the time of a daily one, not its day', () => {
  const daily = { scheduleType: 'daily' };

  expect(moved(daily, '2026-11-23T09:00:00', '2026-11-23T10:15:00')?.scheduleTimes).toEqual(['10:15', '18:30:15']);
  expect(moved(daily, '2026-11-23T09:00:00', '2026-11-24T09:00:00')).toBeNull();
});

it('changes the number of a day of the month, not its last day or a weekday of it', () => {
  const monthly = { scheduleType: 'monthly', scheduleMonthDays: ['23', 'last'] };

  expect(moved(monthly, '2026-11-23T09:00:00', '2026-11-25T09:00:00')?.scheduleMonthDays).toEqual(['25', 'last']);
  expect(moved(monthly, '2026-11-30T09:00:00', '2026-11-29T09:00:00')).toBeNull();
  expect(moved(monthly, '2026-11-30T09:00:00', '2026-11-30T08:00:00')).toMatchObject({ scheduleMonthDays: ['23', 'last'], scheduleTimes: ['08:00', '18:30:15'] });
});

it('leaves alone what its rule does not say by a time and a day', () => {
  expect(moved({ scheduleType: 'interval', scheduleTimes: [], intervalMinutes: 60 }, '2026-11-23T09:00:00', '2026-11-23T10:00:00')).toBeNull();
  expect(moved({ holidayPolicy: 'next' }, '2026-11-23T09:00:00', '2026-11-25T09:00:00')).toBeNull();
  expect(moved({}, '2026-11-24T09:00:00', '2026-11-25T09:00:00')).toBeNull();
  expect(moved({}, '2026-11-23T09:00:07', '2026-11-25T09:00:00')).toBeNull();
});
