import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { fill } from '../test/form';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

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

it('tells what of the coming week would be late or not be sent, and by which rule', async () => {
  const run = { dueAt: '2026-11-23T00:00:00Z', drafted: true, roomId: 7, roomName: '공지방', title: '아침 공지', outcome: 'sent', delaySeconds: 0, waits: [] };
  const quota = { reason: 'QUOTA', until: '2026-11-24T00:00:00Z', rule: '1 messages a day; the room has had 1', ruleKo: '하루 메시지 1개까지입니다' };
  server.use(
    http.post(url('/api/simulations'), async ({ request }) => {
      expect(await request.json()).toMatchObject({ schedule: { title: '아침 공지', roomId: 7 } });
      return HttpResponse.json({
        timeZone: 'Asia/Seoul', botName: 'LOA.i', complete: true, days: [], holidays: [],
        runs: [run, { ...run, dueAt: '2026-11-24T00:00:00Z', delaySeconds: 86_400, startsAt: '2026-11-25T00:00:00Z', waits: [quota] }, { ...run, drafted: false, outcome: 'expired' }],
      });
    }),
  );
  await fill();

  expect(await screen.findByText('앞으로 한 주 동안 늦어지거나 안 나가는 발송 1건', {}, { timeout: 5_000 })).toBeInTheDocument();
  expect(screen.getByText(/11월 24일.*횟수를 다 써서.*하루 메시지 1개까지입니다/)).toBeInTheDocument();
});

it('puts what is pasted into the tray that has the focus, and tells what was not taken', async () => {
  let asked = 0;
  server.use(
    http.post(url('/api/images'), () =>
      ++asked === 1
        ? HttpResponse.json({ id: 9, name: '전단.png', sha256: '0', mediaType: 'image/png' }, { status: 201 })
        : HttpResponse.json({ title: '이미지를 읽을 수 없습니다', code: 'invalid', errors: [{ pointer: '/file', code: 'not_an_image', detail: 'x' }] }, { status: 422 }),
    ),
    http.get(url('/api/images/9/thumbnail'), () => new HttpResponse(null, { status: 404 })),
  );
  await fill();
  const second = screen.getByRole('region', { name: '이미지 그룹 2' });
  const file = (name: string) => new File(['x'], name, { type: 'image/png' });

  fireEvent.paste(within(second).getByRole('button', { name: /이미지함에서 고르기/ }), { clipboardData: { files: [file('전단.png'), file('깨진.png')] } });

  expect(await within(second).findByText(/이미지 그룹 2 \(1\/10\)/)).toBeInTheDocument();
  expect(await screen.findByText('깨진.png: JPG·PNG·GIF 이미지가 아닙니다')).toBeInTheDocument();
  expect(within(screen.getByRole('list', { name: '보내는 순서' })).getAllByRole('listitem').map((it) => it.textContent)).toEqual(['글', '1초그룹 2 (1장)']);
});

it('says what is the matter while the server is away, and keeps every word', async () => {
  let answers = () => HttpResponse.json({ title: 'x', code: 'unavailable' }, { status: 503, headers: { 'Retry-After': '7' } });
  server.use(http.post(url('/api/schedules'), () => answers()));
  const user = await fill();

  await user.click(screen.getByRole('button', { name: '저장' }));
  expect(await screen.findByText('서버가 잠시 쉬고 있습니다. 7초 뒤에 다시 시도해 주세요.')).toBeInTheDocument();

  answers = () => HttpResponse.error() as never;
  await user.click(screen.getByRole('button', { name: '저장' }));
  expect(await screen.findByText('서버에 연결할 수 없습니다. 인터넷 연결을 확인해 주세요.')).toBeInTheDocument();
  expect(screen.getByLabelText(/제목/)).toHaveValue('아침 공지');
  expect(localStorage.getItem('roomcast-draft-1-new')).toContain('안녕하세요');
});
