import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pageOfSchedule, schedule } from '../test/form';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

it('asks whose shall stay where somebody else was first, and saves over theirs on request', async () => {
  const versions: (string | null)[] = [];
  let version = 3;
  pageOfSchedule();
  server.use(
    http.get(url('/api/schedules/5'), () => HttpResponse.json({ ...schedule, version })),
    http.put(url('/api/schedules/5'), ({ request }) => {
      versions.push(request.headers.get('If-Match'));
      version = 4;
      return versions.length === 1 ? HttpResponse.json({ code: 'stale', title: '다른 사람이 먼저 수정했습니다' }, { status: 412 }) : HttpResponse.json({ ...schedule, version: 5 });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/schedules/5/edit');
  await screen.findByDisplayValue(/역삼지점 공지방/);
  await user.click(screen.getByRole('button', { name: '저장' }));

  await user.click(await screen.findByRole('button', { name: '내 내용으로 저장' }));

  expect(await screen.findByRole('heading', { level: 1, name: '아침 공지' })).toBeInTheDocument();
  expect(versions).toEqual(['"3"', '"4"']);
});
