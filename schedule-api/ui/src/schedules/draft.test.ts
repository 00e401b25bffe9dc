import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { sentence } from '../common/format';
import { asAdvertisement, looksPersonal, moved, steps, variablesIn } from '../message/message';
import { draftOf, emptyDraft, request } from './draft';

const image = (id: number) => ({ id, name: `${id}.png`, sha256: '0', mediaType: 'image/png' });

const saved = {
  id: 1, version: 3, title: '아침 공지', organizationId: 4, roomId: 7, targetBotName: 'bot', targetRoomId: '9', messageText: '안녕하세요 #{이름}님',
  images1: [image(1), image(2)], images2: [], variables: { 이름: '고객' }, sendOrder: 'text_first', sendIntervalSeconds: 2, mediaWaitTime1: 1500,
  mediaWaitTime2: 0, scheduleType: 'weekly', scheduleTimes: ['09:00:00', '18:30:00'], scheduleWeekdays: ['monday', 'wednesday'], scheduleMonthDays: [],
  timeZone: 'Asia/Seoul', priority: 5, advertising: false, holidayPolicy: 'skip', jitterSeconds: 120, overlapPolicy: 'skip', runCount: 0, maxRuns: 9,
  sentence: { ko: '매주 월·수 오전 9:00, 오후 6:30', en: 'Every Mon, Wed at 9:00 AM, 6:30 PM' }, missedRunPolicy: 'last', catchUpWindowSeconds: 300, validFrom: '2026-01-01T00:00:00+09:00',
  validUntil: '2026-12-31T23:59:59+09:00', status: 'active', sendCount: 0, createdById: 'b', createdByMbId: 'm', createdByType: 'branch',
  createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
} as Schemas['ScheduleResponse'];

describe('a schedule in its form', () => {
  it('comes out as it went in', () => {
    const again = request(draftOf(saved));

    expect(again).toMatchObject({
      title: '아침 공지', roomId: 7, organizationId: 4, messageText: '안녕하세요 #{이름}님', variables: { 이름: '고객' }, images1: [1, 2], images2: [],
      sendOrder: 'text_first', sendIntervalSeconds: 2, mediaWaitTime1: 1500, scheduleType: 'weekly', scheduleTimes: ['09:00', '18:30'],
      scheduleWeekdays: ['monday', 'wednesday'], timeZone: 'Asia/Seoul', missedRunPolicy: 'last', catchUpWindowSeconds: 300, holidayPolicy: 'skip', overlapPolicy: 'skip', jitterSeconds: 120, maxRuns: 9,
    });
    expect(new Date(again.validFrom).getTime()).toBe(new Date(saved.validFrom).getTime());
    expect(new Date(again.validUntil).getTime()).toBe(new Date(saved.validUntil).getTime());
  });

  it('is valid on the whole of its one day, where it is local', () => {
    const once = request({ ...emptyDraft(), roomId: '7', type: 'once', date: '2026-12-31', zone: 'America/New_York' });

    expect(once.scheduleDate).toBe('2026-12-31');
    expect(once.scheduleWeekdays).toBeUndefined();
    expect(once.validFrom).toBe('2026-12-31T05:00:00.000Z');
    expect(once.validUntil).toBe('2027-01-01T04:59:59.000Z');
  });

  it('keeps seconds and a validity that the form does not show, as long as nobody touches them', () => {
    const odd = { ...saved, scheduleTimes: ['09:00:30'], validFrom: '2026-01-01T15:00:00+09:00', validUntil: '2026-12-31T12:00:00+09:00' };
    const draft = draftOf(odd);

    expect(request({ ...draft, title: '다른 제목' })).toMatchObject({
      scheduleTimes: ['09:00:30'], validFrom: odd.validFrom, validUntil: odd.validUntil,
    });
    expect(request({ ...draft, until: '2027-01-31' }).validUntil).toBe('2027-01-31T14:59:59.000Z');
  });

  it('survives a date that is not typed to its end', () => {
    expect(request({ ...emptyDraft(), roomId: '7', from: '', until: '' })).toMatchObject({ validFrom: '', validUntil: '' });
  });

  it('sends no values for names that the text does not use', () => {
    const draft = { ...emptyDraft(), roomId: '7', messageText: '#{이름}', variables: { 이름: '고객', 옛것: 'x' } };

    expect(request(draft).variables).toEqual({ 이름: '고객' });
  });
});

it('finds the names in a text, each once', () => {
  expect(variablesIn('#{이름}님, #{날짜} #{이름} #{two words} #{} #{a.b}')).toEqual(['이름', '날짜', 'two words']);
});

it('sees numbers that belong to a person', () => {
  expect(looksPersonal('900101-1234567')).toBe(true);
  expect(looksPersonal('문의 010-1234-5678')).toBe(true);
  expect(looksPersonal('주문 20261120-0001, 02-123-4567')).toBe(false);
});

it('puts the parts in the order in which the room gets them', () => {
  const content = { messageText: 'x', images1: [image(1), image(2)], images2: [image(3)], sendIntervalSeconds: 2, mediaWaitTime1: 1500, mediaWaitTime2: 0 };
  const told = (order: string) => steps({ ...content, sendOrder: order }).map((it) => [it.kind === 'group' ? it.group : it.kind, it.pauseSeconds]);
  expect(told('text_first')).toEqual([['text', 0], [0, 2], [1, 3.5]]);
  expect(told('images_first')).toEqual([[0, 0], [1, 3.5], ['text', 2]]);
  expect(told('images_only')).toEqual([[0, 0], [1, 3.5]]);
  expect(steps({ ...content, images1: [], sendOrder: 'images_only' })).toEqual([{ kind: 'group', group: 1, images: [image(3)], pauseSeconds: 0 }]);
});

describe('moving an image', () => {
  const trays: Parameters<typeof moved>[0] = [[image(1), image(2), image(3)], [image(4)]];
  const ids = (result: typeof trays) => result.map((tray) => tray.map((it) => it.id));

  it('changes places within a tray and between trays', () => {
    expect(ids(moved(trays, { tray: 0, index: 0 }, { tray: 0, index: 1 }))).toEqual([[2, 1, 3], [4]]);
    expect(ids(moved(trays, { tray: 0, index: 2 }, { tray: 1, index: 0 }))).toEqual([[1, 2], [3, 4]]);
  });

  it('leaves a full tray as it is', () => {
    const full: typeof trays = [[image(1)], Array.from({ length: 10 }, (_, index) => image(index + 10))];
    expect(moved(full, { tray: 0, index: 0 }, { tray: 1, index: 0 })).toBe(full);
  });
});

it('says when a schedule runs', () => {
  expect(sentence(saved)).toBe('매주 월·수 오전 9:00, 오후 6:30');
  expect(sentence({ ...saved, timeZone: 'Asia/Tokyo' })).toBe('매주 월·수 오전 9:00, 오후 6:30 (Asia/Tokyo)');
});

it('says of an advertisement what is missing, once', () => {
  const complete = asAdvertisement('가을 할인');

  expect(complete).toMatch(/^\(광고\) 가을 할인\n무료수신거부/);
  expect(asAdvertisement(complete)).toBe(complete);
});

it('sends of each kind of rule only what belongs to it', () => {
  const cron = request({ ...emptyDraft(), roomId: '7', type: 'cron', cron: '0 0 9 * * MON' });
  const interval = request({ ...emptyDraft(), roomId: '7', type: 'interval', everyMinutes: 90, anchor: '2026-12-01T09:00' });

  expect(cron).toMatchObject({ scheduleType: 'cron', cronExpression: '0 0 9 * * MON' });
  expect(cron.scheduleTimes).toBeUndefined();
  expect(interval).toMatchObject({ intervalMinutes: 90, intervalAnchor: '2026-12-01T09:00' });
  expect(interval.cronExpression).toBeUndefined();
});
