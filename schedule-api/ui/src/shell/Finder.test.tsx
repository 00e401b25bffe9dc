import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { router } from '../router';
import { renderApp } from '../test/render';
import { http, HttpResponse, server, url } from '../test/server';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() =>
  server.use(
    http.get(url('/api/schedules'), ({ request }) =>
      HttpResponse.json({ items: new URL(request.url).searchParams.get('text') === '전단' ? [{ id: 31, title: '주간 전단', timeZone: 'Asia/Seoul', sentence: { ko: '매주 월', en: 'Mon' } }] : [] }),
    ),
    http.get(url('/api/bots'), () => HttpResponse.json({ items: [] })),
    http.get(url('/api/schedules/31'), () => new HttpResponse(null, { status: 404 })),
  ),
);
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const palette = () => screen.findByPlaceholderText('화면, 예약, 톡방 찾기');
const address = () => router.state.location.pathname;

it('goes to a screen or a schedule that is found by its name', async () => {
  const user = userEvent.setup();
  await renderApp('/templates');
  await screen.findByRole('heading', { name: '템플릿' });

  await user.keyboard('{Control>}k{/Control}');
  await user.type(await palette(), '전단');
  await user.click(await screen.findByText('매주 월'));
  await waitFor(() => expect(address()).toBe('/schedules/31'));
  await waitFor(() => expect(screen.queryByPlaceholderText('화면, 예약, 톡방 찾기')).toBeNull());

  await user.keyboard('{Control>}k{/Control}');
  await user.type(await palette(), '톡방');
  await user.click(await screen.findByRole('button', { name: '톡방' }));
  await waitFor(() => expect(address()).toBe('/rooms'));
  await screen.findByRole('heading', { name: '톡방' });
});
