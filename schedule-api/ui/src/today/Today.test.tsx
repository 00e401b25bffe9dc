import { cleanup, screen, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { http, HttpResponse, server, url } from '../test/server';
import { renderApp } from '../test/render';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const run = (state: string) => ({ state, changed: false, dueAt: '2026-11-23T00:00:00Z', roomId: 7, scheduleId: 1, title: '공지' });
const nothing = () => HttpResponse.json({ items: [] });

test('today is counted: what arrived, what did not, what nobody knows and what is to come', async () => {
  server.use(
    http.get(url('/api/statistics'), () =>
      HttpResponse.json({ rows: [], total: { success: 1234, failed: 2, partial: 3, expired: 4, unknown: 5, cancelled: 6, skipped: 7, confirmed: 0, parts: 0, runs: 0 } }),
    ),
    http.get(url('/api/calendar'), () => HttpResponse.json({ complete: false, runs: ['SUCCESS', 'PLANNED', 'QUEUED', 'CANCELLED'].map(run) })),
    http.get(url('/api/logs/send'), nothing),
    http.get(url('/api/broadcasts'), nothing),
    http.get(url('/api/alerts'), nothing),
    http.get(url('/api/stops'), () => HttpResponse.json([])),
    http.get(url('/api/schedules/upcoming'), () => HttpResponse.json([])),
  );
  await renderApp('/');

  const counts = within(await screen.findByLabelText('오늘의 발송'));
  expect(await counts.findByRole('link', { name: '보냄 1,234' })).toHaveAttribute('href', expect.stringContaining('status=success'));
  expect(await counts.findByRole('link', { name: '못 보냄 9' })).toBeVisible();
  expect(await counts.findByRole('link', { name: '확인 필요 5' })).toHaveAttribute('href', expect.stringContaining('status=unknown'));
  expect(await counts.findByRole('link', { name: '오늘 남음 2+' })).toHaveAttribute('href', expect.stringContaining('/calendar'));

  server.use(http.get(url('/api/calendar'), () => HttpResponse.json({ complete: false, runs: ['SUCCESS'].map(run) })));
  cleanup();
  await renderApp('/');
  expect(await screen.findByRole('link', { name: '오늘 남음 –' })).toBeVisible();
});
