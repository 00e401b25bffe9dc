import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { Schemas } from '../api/client';

const url = (path: string) => `${location.origin}${path}`;

export const caller: Schemas['Caller'] = {
  code: 'br-1', level: 'branch', loginId: 'branch', memberId: 1, organizationId: 4, path: '/1/2/3/4/', role: 'manager',
};

export const room: Schemas['Room'] = {
  id: 7, name: '역삼지점 공지방', organizationId: 4, botId: 1, botName: 'LOA.i', channelId: '18219201472247343', kind: 'operation', tags: [], path: '/1/2/3/4/',
  status: 'active', timeZone: 'Asia/Seoul', version: 0, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
};

/** A branch manager who is signed in, one room, and nothing else. */
export const server = setupServer(
  http.post(url('/api/auth/refresh'), () => HttpResponse.json({ tokenType: 'Bearer', accessToken: `x.${btoa('{"sub":"branch"}')}.x`, expiresIn: 900 })),
  http.get(url('/api/me'), () => HttpResponse.json(caller)),
  http.get(url('/api/rooms'), () => HttpResponse.json({ items: [room] })),
  http.get(url('/api/organizations'), () => HttpResponse.json({ items: [] })),
  http.get(url('/api/templates'), () =>
    HttpResponse.json({ items: [{ id: 3, name: '인사', body: '안녕하세요 #{이름}님', organizationId: 4, version: 0, createdAt: '', updatedAt: '' }] }),
  ),
  http.post(url('/api/schedules/preview'), () =>
    HttpResponse.json({ nextRuns: ['2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'], timeZone: 'Asia/Seoul', sentence: { ko: '매주 월 오전 9:00', en: 'Every Mon at 9:00 AM' } }),
  ),
  http.post(url('/api/simulations'), () =>
    HttpResponse.json({ from: '', until: '', timeZone: 'Asia/Seoul', botName: 'LOA.i', complete: true, runs: [], days: [], holidays: [] }),
  ),
  http.get(url('/api/me/grants'), () => HttpResponse.json([])),
  http.get(url('/api/events/results'), () => new HttpResponse(null, { status: 503 })),
);

export { http, HttpResponse, url };
