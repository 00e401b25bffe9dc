import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const file = {
  id: 1, request: { kind: 'send_log', from: '2026-11-01', until: '2026-11-07' }, state: 'done', rows: 1200, truncated: false,
  createdAt: '2026-11-08T00:00:00Z', finishedAt: '2026-11-08T00:00:05Z', expiresAt: '2026-11-15T00:00:00Z',
};

it('shows what was made, and why something was not', async () => {
  server.use(
    http.get(url('/api/exports'), () => HttpResponse.json({ items: [file, { ...file, id: 2, state: 'failed', rows: 0, failure: 'access_ended' }] })),
  );
  await renderApp('/exports');

  expect(await screen.findByText(/1,200줄/)).toBeInTheDocument();
  expect(screen.getByText('볼 수 있는 권한이 없어져 만들지 못했습니다.')).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: /^내려받기/ })).toHaveLength(1);
});

it('asks under the same key after a lost answer, and under another one after an answer', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.get(url('/api/exports'), () => HttpResponse.json({ items: [] })),
    http.post(url('/api/exports'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return keys.length === 1 ? HttpResponse.error() : HttpResponse.json({ ...file, state: 'waiting' }, { status: 202 });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/exports');
  const make = await screen.findByRole('button', { name: '파일 만들기' });

  for (const times of [1, 2, 3]) {
    await user.click(make);
    await waitFor(() => expect(keys).toHaveLength(times));
    await waitFor(() => expect(make).toBeEnabled());
  }

  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
});

it('goes on where a page came back empty although more follows', async () => {
  server.use(
    http.get(url('/api/exports'), ({ request }) =>
      new URL(request.url).searchParams.has('cursor') ? HttpResponse.json({ items: [file] }) : HttpResponse.json({ items: [], nextCursor: 'further' }),
    ),
  );
  await renderApp('/exports');

  expect(await screen.findByText(/1,200줄/)).toBeInTheDocument();
});

it('asks for statistics by what one likes, and for no status of them', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.get(url('/api/exports'), () => HttpResponse.json({ items: [] })),
    http.post(url('/api/exports'), async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...file, state: 'waiting' }, { status: 202 });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/exports');

  await user.click(await screen.findByRole('combobox', { name: '무엇을' }));
  await user.click(await screen.findByRole('option', { name: '통계' }));
  await user.click(screen.getByRole('combobox', { name: '무엇으로 나눌까요' }));
  await user.click(await screen.findByRole('option', { name: '톡방' }));
  await user.click(screen.getByRole('button', { name: '파일 만들기' }));

  await waitFor(() => expect(bodies).toHaveLength(1));
  expect(bodies[0]).toMatchObject({ kind: 'statistics', groupBy: 'room', timeZone: 'Asia/Seoul' });
  expect(bodies[0]).not.toHaveProperty('status');
});
