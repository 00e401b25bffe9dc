import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

it('explains the keys on a question mark, but not where somebody writes or composes', async () => {
  server.use(
    http.get(url('/api/templates'), () =>
      HttpResponse.json({ items: [{ id: 3, name: '인사', body: '안녕하세요', organizationId: 4, sharing: 'organization', changeable: true, version: 0, createdAt: '', updatedAt: '' }] }),
    ),
  );
  const user = userEvent.setup();
  await renderApp('/templates');

  fireEvent.keyDown(document.body, { key: '?', isComposing: true });
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true, isComposing: true });
  await user.click(await screen.findByRole('button', { name: '수정: 인사' }));
  fireEvent.keyDown(await screen.findByLabelText(/내용/), { key: '?' });
  fireEvent.keyDown(screen.getByLabelText(/내용/), { key: 'Escape', isComposing: true });
  expect(screen.getByLabelText(/내용/)).toBeVisible();
  expect(screen.queryByText('단축키')).toBeNull();
  expect(screen.queryByPlaceholderText('화면, 예약, 톡방 찾기')).toBeNull();
  await user.click(screen.getByRole('button', { name: '취소' }));

  fireEvent.keyDown(document.body, { key: '?' });
  expect(await screen.findByText('단축키')).toBeInTheDocument();
});
