import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const schedule = {
  id: 9, title: '주간 공지', roomId: 7, targetBotName: 'LOA.i', organizationId: 4, status: 'active', sendCount: 3, timeZone: 'Asia/Seoul', version: 2, scheduleType: 'weekly', scheduleTimes: ['09:00'],
  scheduleWeekdays: ['monday'], validFrom: '2026-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z', messageText: '안녕하세요', images1: [], images2: [], sendOrder: 'text_first', sendIntervalSeconds: 1,
  mediaWaitTime1: 0, mediaWaitTime2: 0, variables: {}, advertising: false, sentence: { ko: '매주 월 오전 9:00', en: 'Every Mon at 9:00 AM' }, createdAt: '', updatedAt: '',
};

it('says why nothing has been sent, and asks for the reason before it is switched off', async () => {
  const toggled: unknown[] = [];
  let off = false;
  const now = () => ({ ...schedule, ...(off ? { status: 'inactive', statusReason: '연휴' } : {}) });
  server.use(
    http.get(url('/api/schedules/9'), () => HttpResponse.json(now())),
    http.get(url('/api/schedules/9/occurrences'), () => HttpResponse.json({ items: [] })),
    http.get(url('/api/schedules/9/runs'), () => HttpResponse.json([])),
    http.post(url('/api/schedules/preview'), () => HttpResponse.json({ nextRuns: [], timeZone: 'Asia/Seoul', sentence: schedule.sentence })),
    http.get(url('/api/schedules/9/why'), () =>
      HttpResponse.json(
        off
          ? { code: 'SCHEDULE_OFF', en: 'The schedule is switched off', ko: '예약이 꺼져 있습니다', detail: '연휴' }
          : { code: 'NOT_DUE', en: 'It is not due yet', ko: '아직 시각이 되지 않았습니다', until: '2099-01-01T00:00:00Z' },
      ),
    ),
    http.post(url('/api/schedules/9/toggle'), async ({ request }) => {
      toggled.push(await request.json());
      off = true;
      return HttpResponse.json({ schedule: now(), cancelled: [], inFlight: [] });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/schedules/9');

  expect(await screen.findByText(/아직 시각이 되지 않았습니다 \(.*까지\)/)).toBeInTheDocument();
  await user.click(screen.getByRole('switch'));
  expect(toggled).toEqual([]);
  await user.type(await screen.findByLabelText('끄는 이유 (선택)'), '연휴');
  await user.click(screen.getByRole('button', { name: '끄기' }));

  await waitFor(() => expect(toggled).toEqual([{ active: false, reason: '연휴' }]));
  expect(await screen.findByText(/예약이 꺼져 있습니다 — 연휴/)).toBeInTheDocument();
});
