import { describe, expect, it } from 'vitest';
import { crowdOf, dayOf, daysOf, isMovable, lanesOf, onDay, turn, type CalendarRun } from './calendar';

const run: CalendarRun = { scheduleId: 1, title: 'x', roomId: 1, originalAt: '2026-11-22T23:30:00Z', dueAt: '2026-11-22T23:30:00Z', state: 'PLANNED', changed: false };

describe('the days of a calendar', () => {
  it('are whole weeks from Monday around a month, six at most', () => {
    const days = daysOf('month', '2026-11-21');
    expect([days[0], days[days.length - 1], days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(daysOf('month', '2027-02-10')).toHaveLength(28);
  });

  it('are one week, or a fortnight from the day', () => {
    expect(daysOf('week', '2026-11-22')[0]).toBe('2026-11-16');
    expect(daysOf('week', '2026-11-23')[0]).toBe('2026-11-23');
    expect(daysOf('list', '2026-12-25')).toHaveLength(14);
  });

  it('are the day alone in its own view', () => {
    expect(daysOf('day', '2026-12-25')).toEqual(['2026-12-25']);
    expect(turn('day', '2026-12-31', 1)).toBe('2027-01-01');
  });

  it('turn over by what is shown, months of any length', () => {
    expect(turn('month', '2027-01-31', 1)).toBe('2027-02-01');
    expect(turn('week', '2026-12-30', 1)).toBe('2027-01-06');
    expect(turn('list', '2026-11-21', -1)).toBe('2026-11-07');
  });
});

describe('a day by rooms', () => {
  const runs = [run, { ...run, roomId: 2 }, { ...run, roomId: 2, dueAt: '2026-11-23T00:10:00Z' }];

  it('has a lane for each room, the one with most runs first', () => {
    expect(lanesOf(runs).map((lane) => [lane.roomId, lane.runs.length])).toEqual([[2, 2], [1, 1]]);
  });

  it('counts what is due in each hour of Seoul', () => {
    const hours = crowdOf(runs);
    expect(hours).toHaveLength(24);
    expect([hours[8], hours[9], hours[10]]).toEqual([2, 1, 0]);
  });
});

describe('a run in a calendar', () => {
  it('stands on the day it has in Seoul, and keeps its time of day when it is moved', () => {
    expect(dayOf(run.dueAt)).toBe('2026-11-23');
    expect(onDay(run, '2026-11-25')).toBe('2026-11-24T23:30:00.000Z');
  });

  it('can be moved only while it is ahead and not skipped', () => {
    expect(isMovable(run)).toBe(true);
    expect(isMovable({ ...run, state: 'SKIPPED' })).toBe(false);
    expect(isMovable({ ...run, state: 'SUCCESS', originalAt: undefined })).toBe(false);
  });
});
