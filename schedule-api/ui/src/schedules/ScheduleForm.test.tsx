import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function fill(): Promise<ReturnType<typeof userEvent.setup>> {
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

it('sends one request with everything that was entered, and shows the runs the server reckons', async () => {
  let sent: Record<string, unknown> = {};
  let key: string | null = null;
  server.use(
    http.post(url('/api/schedules'), async ({ request }) => {
      sent = (await request.json()) as Record<string, unknown>;
      key = request.headers.get('Idempotency-Key');
      return HttpResponse.json({ code: 'invalid', title: '입력값을 확인해 주세요', errors: [{ pointer: '/title', code: 'taken', detail: '이미 있는 제목입니다' }] }, { status: 422 });
    }),
  );
  const user = await fill();
  await user.click(screen.getByLabelText('#{이름}'));
  await user.paste('고객');
  await user.click(screen.getByRole('checkbox', { name: '수' }));

  expect(await screen.findByText(/11월 23일/)).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: '미리보기' })).getByText('안녕하세요 고객님')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: '저장' }));

  await waitFor(() => expect(sent.title).toBe('아침 공지'));
  expect(sent).toMatchObject({
    roomId: 7, messageText: '안녕하세요 #{이름}님', variables: { 이름: '고객' }, scheduleType: 'weekly', scheduleWeekdays: ['monday', 'wednesday'],
    scheduleTimes: ['09:00'], timeZone: 'Asia/Seoul',
  });
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  // The refusal is told at the top and at its field; nothing that was entered is gone.
  expect(await screen.findAllByText('이미 쓰고 있습니다')).toHaveLength(2);
  expect(screen.getByLabelText(/제목/)).toHaveValue('아침 공지');
});

it('restores what was being written, and lets it go on request', async () => {
  const user = await fill();
  await waitFor(() => expect(localStorage.getItem('roomcast-draft-1-new')).toContain('아침 공지'));

  document.body.replaceChildren();
  await renderApp('/schedules/new');

  expect(await screen.findByText('쓰다 만 내용을 불러왔습니다.')).toBeInTheDocument();
  expect(screen.getByLabelText(/제목/)).toHaveValue('아침 공지');
  await user.click(screen.getByRole('button', { name: '처음부터 다시' }));
  expect(screen.getByLabelText(/제목/)).toHaveValue('');
});

it('refuses to send nothing', async () => {
  let asked = false;
  server.use(
    http.post(url('/api/schedules'), () => {
      asked = true;
      return HttpResponse.json({}, { status: 500 });
    }),
  );
  const user = await fill();
  await user.clear(screen.getByLabelText('메시지'));
  await user.click(screen.getByRole('button', { name: '저장' }));

  expect(await screen.findAllByText('글이나 이미지를 넣어 주세요.')).not.toHaveLength(0);
  expect(asked).toBe(false);
});
