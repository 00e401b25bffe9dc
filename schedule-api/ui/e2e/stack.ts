import AxeBuilder from '@axe-core/playwright';
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

/** The password of the sample accounts of `./roomcast up`. */
const PASSWORD = 'roomcast-demo';

/** Each level with a room of its own, so that nobody waits for another's quota. */
export const MANAGERS = [
  ['admin', '공지방 1'], ['distributor', '공지방 2'], ['agency', '공지방 3'], ['branch', '공지방 4'],
] as const;

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

type Room = { id: number; name: string; channelId: string };

export async function roomNamed(request: APIRequestContext, login: string, name: string): Promise<Room> {
  const rooms: { items: Room[] } = await (await request.get('/api/rooms?limit=100', { headers: await bearer(request, login) })).json();
  return rooms.items.find((room) => room.name.includes(name))!;
}

/** A schedule, Mondays at nine in Seoul, made through the API; answers its title. */
export async function makeWeekly(request: APIRequestContext, title = `주간 공지 ${Date.now()}`, login = 'branch', room = '공지방 1'): Promise<string> {
  const headers = await bearer(request, login);
  const made = await request.post('/api/schedules', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: {
      title,
      roomId: (await roomNamed(request, login, room)).id,
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

/** One after the other on the same page: each differs from the one before in one thing. The last is that of the tests. */
const LOOKS = [
  { width: 1440, colorScheme: 'dark' },
  { width: 320, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 1440, colorScheme: 'light' },
] as const;

/** In every look: no violation of WCAG 2.2, levels A and AA, that axe can find, and nothing that scrolls sideways. */
export async function checkAccessibility(page: Page, screen: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    const name = `${screen}, ${colorScheme}, ${width} px`;
    await page.setViewportSize({ width, height: 1000 });
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await expect(page.getByLabel('불러오는 중')).toHaveCount(0);
    await page.evaluate(endTransitions);
    expect(await violations(page), name).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

/** Colours on their way from one look to another are of neither. What never ends by itself stays. Runs in the page. */
export function endTransitions(): void {
  document
    .getAnimations()
    .filter((it) => it.effect?.getComputedTiming().endTime !== Infinity)
    .forEach((it) => it.finish());
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // In the page itself: it has no frames, and a page made for axe alone takes as long as the check.
    .setLegacyMode()
    .analyze();
  return found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
}

/** Goes on by the tabulator alone until something has the focus. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((it) => it === document.activeElement)) {
      return;
    }
  }
  throw new Error(`${target} is not reached by ${most} tabulators`);
}

/** Between two keys of a person who types well, in ms. */
const PACE = { delay: 60 };

/** From the open form to the saved schedule by keys alone: a room, text with a variable, a picture in each group, Wednesdays, too. */
export async function makeByKeyboard(page: Page, title: string, room = '공지방 1'): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: '톡방' }));
  await page.keyboard.type(room, PACE);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('제목'));
  await page.keyboard.type(title, PACE);
  await tabTo(page, page.getByLabel('메시지'));
  await page.keyboard.type(`안녕하세요 #{이름}님, ${title}입니다.`, PACE);
  await tabTo(page, page.getByLabel('#{이름}'));
  await page.keyboard.type('고객', PACE);
  for (const group of ['이미지 그룹 1', '이미지 그룹 2']) {
    await tabTo(page, page.getByRole('button', { name: `이미지함에서 고르기: ${group}` }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '이미지함에서 고르기' });
    await tabTo(page, dialog.getByRole('button', { name: /^이 이미지 넣기/ }).first());
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: group })).toContainText('(1/10)');
  }
  await tabTo(page, page.getByRole('checkbox', { name: '수' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: '저장', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

type Received = { _id: string; chat_id: string; message: string };

/** Where the sample phone is told what to do wrong, and what it has got. */
const phone = (number: number) => `http://127.0.0.1:${Number(process.env.ROOMCAST_FIRST_PORT ?? 18_000) + 100 + number}/simulator`;

/** A message is tried three times before it is given up. */
export async function refuseThreeTimes(request: APIRequestContext, room: Room): Promise<void> {
  const answer = await request.post(`${phone(0)}/faults`, { data: { kind: 'TOO_MANY_REQUESTS', room: room.channelId, times: 3 } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Whether a room of one of the sample phones has got a text and all that belongs to it, by the phone's own log. */
export async function hasArrived(request: APIRequestContext, text: string, parts = 1): Promise<boolean> {
  const logs: Received[][] = await Promise.all([0, 1].map(async (number) => (await request.get(`${phone(number)}/messages`)).json()));
  return logs.some((rows) => {
    const begin = rows.find((row) => row.message === text);
    return begin !== undefined && rows.filter((row) => row.chat_id === begin.chat_id && Number(row._id) >= Number(begin._id)).length >= parts;
  });
}

/** A result is shown at most so long after the room has got it. */
export const LIVE_MILLIS = 2_000;

/** Waits until the room has got a message and the live history shows it, and says how long after. @param parts of the message, its text first */
export async function seeItArrive(history: Page, request: APIRequestContext, text: string, parts = 1): Promise<number> {
  let arrived = 0;
  await Promise.all([
    expect(async () => expect(await hasArrived(request, text, parts)).toBe(true))
      .toPass({ intervals: [100], timeout: 90_000 })
      .then(() => (arrived = Date.now())),
    expect(history.getByText(text)).toBeVisible({ timeout: 90_000 }),
  ]);
  return Date.now() - arrived;
}
