import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const log = {
  id: 11, occurrenceId: 5, scheduleId: 3, organizationId: 4, roomId: 7, targetRoomId: '18', sentMessageText: '안녕하세요', sendComponents: 'text',
  status: 'partial', confirmed: 0, scheduledAt: '2026-11-23T00:00:00Z', startedAt: '2026-11-23T00:00:00.010Z', createdAt: '2026-11-23T00:00:02Z',
};

/** What is asked of the history from now on; nothing is found. */
function questions(): string[] {
  const asked: string[] = [];
  server.use(
    http.get(url('/api/logs/send'), ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [] });
    }),
  );
  return asked;
}

it('shows of each part when it was handed over, and by what it is known to have arrived', async () => {
  const parts = [
    { position: 0, kind: 'TEXT', state: 'CONFIRMED', calledAt: '2026-11-23T00:00:00.010Z', confirmedAt: '2026-11-23T00:00:01Z', evidence: '4711', detail: null },
    { position: 1, kind: 'IMAGES_1', state: 'FAILED', calledAt: null, confirmedAt: null, evidence: null, detail: 'HTTP 500' },
  ];
  server.use(http.get(url('/api/logs/send'), () => HttpResponse.json({ items: [{ ...log, apiResponse: parts }, { ...log, id: 10 }] })));
  await renderApp('/history');

  await userEvent.setup().click(await screen.findByText('부분마다 보기'));

  expect(screen.getByText('글: 확인됨')).toBeVisible();
  expect(screen.getByText(/오전 9:00:00 폰에 넘김 · 오전 9:00:01 톡방에서 확인 · 톡방 기록 4711/)).toBeVisible();
  expect(screen.getByText('이미지 그룹 1: 실패')).toBeVisible();
  expect(screen.getByText('HTTP 500')).toBeVisible();
});

it('asks for the chosen days alone', async () => {
  const asked = questions();
  await renderApp('/history?from=2026-11-20');

  fireEvent.change(await screen.findByLabelText(/종료일/), { target: { value: '2026-11-22' } });

  await waitFor(() => expect(asked.at(-1)).toContain('until=2026-11-22'));
  expect(asked.at(-1)).toContain('from=2026-11-20');
  expect(asked.at(-1)).toContain('timeZone=Asia%2FSeoul');
});

it('says under which number to ask about what went wrong at the server', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  server.use(http.get(url('/api/logs/send'), () => HttpResponse.json({ title: '서버에 문제가 생겼습니다', status: 500, code: 'internal', traceId }, { status: 500 })));
  await renderApp('/history');

  expect(await screen.findByText(new RegExp(traceId))).toBeVisible();
});

it('asks for no year that is still being typed', async () => {
  const asked = questions();
  await renderApp('/history');
  const from = await screen.findByLabelText(/시작일/);

  fireEvent.change(from, { target: { value: '0020-11-20' } });
  expect(from).toHaveValue('0020-11-20');
  fireEvent.change(from, { target: { value: '2026-11-20' } });

  await waitFor(() => expect(asked.at(-1)).toContain('from=2026-11-20'));
  expect(asked.filter((search) => search.includes('from=0'))).toEqual([]);
  expect(await screen.findByText('찾는 조건에 맞는 발송이 없습니다.')).toBeVisible();
});
