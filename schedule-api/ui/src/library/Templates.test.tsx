import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const template = { id: 3, name: '인사', body: '안녕하세요', organizationId: 4, sharing: 'organization', changeable: true, createdAt: '', updatedAt: '' };

it('keeps what was written when somebody else was first, and saves it over theirs on request', async () => {
  let version = 0;
  const saved: { version: string | null; body: string }[] = [];
  server.use(
    http.get(url('/api/templates'), () => HttpResponse.json({ items: [{ ...template, body: version === 0 ? '안녕하세요' : '그들의 글', version }] })),
    http.put(url('/api/templates/3'), async ({ request }) => {
      const { body } = (await request.json()) as { body: string };
      saved.push({ version: request.headers.get('If-Match'), body });
      if (saved.length === 1) {
        version = 1;
        return HttpResponse.json({ code: 'stale', title: '다른 사람이 먼저 수정했습니다' }, { status: 412 });
      }
      return HttpResponse.json({ ...template, body, version: 2 });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/templates');
  await user.click(await screen.findByRole('button', { name: '수정: 인사' }));
  await user.clear(screen.getByLabelText(/내용/));
  await user.type(screen.getByLabelText(/내용/), '나의 글');
  await user.click(screen.getByRole('button', { name: '저장' }));

  await screen.findByText('다른 사람이 먼저 수정했습니다');
  expect(screen.getByLabelText(/내용/)).toHaveValue('나의 글');
  await waitFor(() => expect(screen.getByRole('button', { name: '내 내용으로 저장' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: '내 내용으로 저장' }));

  await waitFor(() => expect(saved).toHaveLength(2));
  expect(saved.map((it) => it.version)).toEqual(['"0"', '"1"']);
  expect(saved[1]!.body).toBe('나의 글');
});
