import AxeBuilder from '@axe-core/playwright';
import { expect, type APIRequestContext, type Page } from '@playwright/test';

/** The password of the sample accounts of `./roomcast up`. */
const PASSWORD = 'roomcast-demo';

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/app/');
  await page.getByLabel('아이디').fill(login);
  await page.getByLabel('비밀번호').first().fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '오늘' })).toBeVisible();
}

export async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`/app/${path}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** The header of a sample account, for what a story asks the API itself. */
export async function bearer(request: APIRequestContext, login: string): Promise<{ Authorization: string }> {
  const answer = await request.post('/api/auth/login', { data: { loginId: login, password: PASSWORD } });
  return { Authorization: `Bearer ${(await answer.json()).accessToken}` };
}

/** A schedule of the branch, Mondays at nine in Seoul, made through the API; answers its title. */
export async function makeWeekly(request: APIRequestContext, title = `주간 공지 ${Date.now()}`): Promise<string> {
  const headers = await bearer(request, 'branch');
  const rooms = await (await request.get('/api/rooms', { headers })).json();
  const made = await request.post('/api/schedules', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: {
      title,
      roomId: rooms.items.find((room: { name: string }) => room.name.includes('공지방 1')).id,
      messageText: title,
      scheduleType: 'weekly',
      scheduleWeekdays: ['monday'],
      scheduleTimes: ['09:00'],
      validFrom: new Date().toISOString(),
      validUntil: '2099-12-31T00:00:00Z',
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  return title;
}

/** Opens the list of schedules as if there were ten thousand, all in one page of the API. */
export async function listTenThousand(page: Page): Promise<void> {
  await page.route(/\/api\/schedules(\?|$)/, async (route) => {
    const real = await (await route.fetch()).json();
    const items = Array.from({ length: 10_000 }, (_, index) => ({ ...real.items[0], id: index + 1, title: `예약 ${index + 1}`, statusReason: '높이가 다른 줄 '.repeat(index % 7 === 0 ? 30 : 0) }));
    await route.fulfill({ json: { items } });
  });
  await open(page, 'schedules', '예약 목록');
}

/** No violation of WCAG 2.2, levels A and AA, that axe can find. */
export async function checkAccessibility(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // In the page itself: it has no frames, and a page made for axe alone takes as long as the check.
    .setLegacyMode()
    .analyze();
  expect(
    violations.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`),
    screen,
  ).toEqual([]);
}
