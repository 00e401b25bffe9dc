import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const image = { id: 5, name: '전단.png', width: 800, height: 600, sizeBytes: 20_000, mediaType: 'image/png', createdAt: '2026-11-01T00:00:00Z' };

it('says where a picture is used when it cannot be deleted, and leads there', async () => {
  server.use(
    http.get(url('/api/images'), () => HttpResponse.json({ items: [image] })),
    http.get(url('/api/images/5/thumbnail'), () => new HttpResponse(null, { status: 404 })),
    http.get(url('/api/images/5/uses'), () => HttpResponse.json({ items: [{ kind: 'schedule', id: 9, title: '주간 공지' }], others: 2 })),
    http.delete(url('/api/images/5'), () => HttpResponse.json({ code: 'conflict', title: '현재 상태와 맞지 않습니다' }, { status: 409 })),
  );
  const user = userEvent.setup();
  await renderApp('/images');
  await user.click(await screen.findByRole('button', { name: '삭제: 전단.png' }));

  const use = await screen.findByRole('link', { name: /주간 공지/ });
  expect(use).toHaveAttribute('href', '/app/schedules/9');
  await waitFor(() => expect(screen.getByRole('dialog')).toBeInTheDocument());
});
