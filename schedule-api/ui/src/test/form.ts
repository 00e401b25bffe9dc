import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderApp } from './render';
import { http, HttpResponse, server, url } from './server';

/** The form of a new schedule, with a room, a title and a text in it. */
export async function fill(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  await renderApp('/schedules/new');
  await user.click(await screen.findByRole('combobox', { name: /톡방/ }));
  await user.click(await screen.findByRole('option', { name: /역삼지점 공지방/ }));
  await user.click(screen.getByLabelText(/제목/));
  await user.paste('아침 공지');
  await user.click(screen.getByLabelText('메시지'));
  await user.paste('안녕하세요 #{이름}님');
  return user;
}

const whole = { title: '아침 공지', roomId: 7, messageText: '안녕하세요' };

export const schedule = {
  ...whole, id: 5, version: 3, organizationId: 4, targetBotName: 'LOA.i', targetRoomId: '9', images1: [], images2: [], sendOrder: 'text_first', sendIntervalSeconds: 1,
  mediaWaitTime1: 0, mediaWaitTime2: 0, scheduleType: 'weekly', scheduleTimes: ['09:00:00'], scheduleWeekdays: ['monday'], scheduleMonthDays: [], timeZone: 'Asia/Seoul', priority: 5,
  advertising: false, holidayPolicy: 'ignore', jitterSeconds: 0, overlapPolicy: 'queue', runCount: 0, sentence: { ko: '매주 월 오전 9:00', en: '' }, missedRunPolicy: 'last',
  catchUpWindowSeconds: 300, validFrom: '2026-01-01T00:00:00+09:00', validUntil: '2030-12-31T23:59:59+09:00', status: 'active', sendCount: 0, createdById: 'b', createdByMbId: 'm',
  createdByType: 'branch', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
};

/** A schedule that is there, and what its page asks for beside it. */
export function pageOfSchedule(): void {
  server.use(
    http.get(url('/api/schedules/5'), () => HttpResponse.json(schedule)),
    http.get(url('/api/schedules/5/why'), () => HttpResponse.json({ code: 'NOT_DUE', ko: '아직 보낼 때가 아닙니다', en: '' })),
    http.get(url('/api/schedules/5/runs'), () => HttpResponse.json([])),
    http.get(url('/api/schedules/5/occurrences'), () => HttpResponse.json({ items: [] })),
  );
}
