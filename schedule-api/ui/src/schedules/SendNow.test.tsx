import { screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { fill, pageOfSchedule, schedule } from '../test/form';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

it('saves, and sends once at once, under one key of its own however often it is asked', async () => {
  const keys: (string | null)[] = [];
  pageOfSchedule();
  server.use(
    http.post(url('/api/schedules'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return HttpResponse.json(schedule, { status: 201 });
    }),
    http.post(url('/api/schedules/5/run-now'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      // The first answer gets lost.
      return keys.length === 2 ? HttpResponse.error() : HttpResponse.json({}, { status: 202 });
    }),
  );
  const user = await fill();

  await user.click(screen.getByRole('button', { name: '저장하고 지금 보내기' }));

  expect(await screen.findByText('발송을 시작했습니다', {}, { timeout: 8_000 })).toBeInTheDocument();
  expect(await screen.findByRole('heading', { level: 1, name: '아침 공지' })).toBeInTheDocument();
  expect(keys).toHaveLength(3);
  expect(keys[2]).toBe(keys[1]);
  expect(keys[1]).not.toBe(keys[0]);
});
