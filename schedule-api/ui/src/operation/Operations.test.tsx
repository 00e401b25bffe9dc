import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderApp } from '../test/render';
import { caller, http, HttpResponse, server, url } from '../test/server';

const now = {
  at: '2026-11-29T02:00:00Z', brokerAnswers: true, unpublished: 0,
  readers: [{ group: 'roomcast-dispatcher', topic: 'roomcast.dispatch.due.v1', behind: 1200 }],
  waiting: [{ reason: 'QUOTA', runs: 3, oldestDueAt: '2026-11-29T01:00:00Z', nextAt: '2026-11-29T15:00:00Z' }],
};
const letter = {
  topic: 'roomcast.dispatch.due.v1', partition: 3, offset: 12, at: '2026-11-29T01:30:00Z', key: '7', reason: 'data.surprise: not known', text: '{"surprise":1}',
};

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Whoever works for the head office. */
function headOffice(standing: object, letters: object[]) {
  server.use(
    http.get(url('/api/me'), () => HttpResponse.json({ ...caller, level: 'headquarters' })),
    http.get(url('/api/operations'), () => HttpResponse.json(standing)),
    http.get(url('/api/operations/dead-letters'), () => HttpResponse.json(letters)),
  );
}

it('says what waits for what, and who is behind', async () => {
  headOffice(now, []);
  await renderApp('/operations');

  const waits = (await screen.findByText('톡방에 보낼 수 있는 횟수를 다 써서 기다립니다')).closest('tr')!;
  expect(within(waits).getByText('3')).toBeInTheDocument();
  expect(screen.getByText('1,200')).toBeInTheDocument();
  expect(screen.getByText('따로 둔 것이 없습니다.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '운영' })).toBeInTheDocument();
});

it('says so when the broker is away', async () => {
  headOffice({ ...now, brokerAnswers: false, readers: [] }, []);
  await renderApp('/operations');

  expect(await screen.findByText('메시지 중개기(Kafka)가 답하지 않습니다')).toBeInTheDocument();
});

it('tries a dead letter first, and hands it over only when asked to', async () => {
  const asked: { dryRun: boolean }[] = [];
  headOffice(now, [letter]);
  server.use(
    http.post(url('/api/operations/dead-letters/redrive'), async ({ request }) => {
      const body = (await request.json()) as { dryRun: boolean };
      asked.push(body);
      return HttpResponse.json({ verdict: 'READABLE', sent: !body.dryRun });
    }),
  );
  const user = userEvent.setup();
  await renderApp('/operations');
  await user.click(await screen.findByRole('button', { name: /^다시 넣어 보기: roomcast.dispatch.due.v1, 3:12/ }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '다시 넣기' }));

  await waitFor(() => expect(asked.map((it) => it.dryRun)).toEqual([true, false]));
  expect(asked[1]).toMatchObject({ topic: letter.topic, partition: 3, offset: 12 });
});

it('does not offer what would come back', async () => {
  headOffice(now, [letter]);
  server.use(http.post(url('/api/operations/dead-letters/redrive'), () => HttpResponse.json({ verdict: 'UNREADABLE', sent: false, detail: 'data.surprise: not known' })));
  const user = userEvent.setup();
  await renderApp('/operations');
  await user.click(await screen.findByRole('button', { name: /^다시 넣어 보기/ }));

  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/지금도 읽을 수 없습니다.*data.surprise: not known/)).toBeInTheDocument();
  expect(within(dialog).queryByRole('button', { name: '다시 넣기' })).not.toBeInTheDocument();
});
