import { expect, test } from '@playwright/test';
import { checkAccessibility, listTenThousand, makeByKeyboard, makeWeekly, open, signIn, tabTo } from './stack';

test('a branch makes a weekly schedule by keyboard alone, in under a minute of human typing', async ({ page }) => {
  await signIn(page, 'branch');
  await tabTo(page, page.getByRole('link', { name: '예약 만들기' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '예약 만들기' })).toBeVisible();
  const began = Date.now();
  const title = `주간 공지 ${began}`;

  await makeByKeyboard(page, title);

  expect(Date.now() - began).toBeLessThan(60_000);
  await expect(page.getByText('매주 월·수 오전 9:00')).toBeVisible();
  await expect(page.getByRole('region', { name: '미리보기' }).getByRole('img')).toHaveCount(2);
});

test('of ten thousand schedules only those in sight are in the page', async ({ page }) => {
  await signIn(page, 'branch');
  await listTenThousand(page);
  await expect(page.getByRole('link', { name: '예약 1', exact: true })).toBeVisible();
  const total = page.locator('li[aria-setsize="10000"]');
  expect(await total.count()).toBeLessThan(60);

  // Rows are as high as they turn out to be when they come into the page, so that its end may move on once more.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('link', { name: '예약 10000', exact: true })).toBeInViewport({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  expect(await total.count()).toBeLessThan(60);
  await checkAccessibility(page, 'ten thousand schedules');
});

test('what is being read stays where it is when a list grows, below or above', async ({ page }) => {
  await signIn(page, 'branch');
  let first = 1;
  await page.route(/\/api\/schedules\/\d+\/toggle/, (route) => route.fulfill({ json: { schedule: { id: 0 }, inFlight: [], cancelled: [] } }));
  await page.route(/\/api\/schedules(\?|$)/, async (route) => {
    const real = await (await route.fetch({ url: route.request().url().replace(/\?.*/, '') })).json();
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? first);
    const row = (id: number) => ({ ...real.items[0], status: 'active', id: id + 1_000, title: `예약 ${id}`, statusReason: '높이가 다른 줄 '.repeat(20 * Math.abs(id % 3)) });
    await route.fulfill({ json: { items: Array.from({ length: 60 }, (_, index) => row(from + index)), nextCursor: String(from + 60) } });
  });
  await open(page, 'schedules', '예약 목록');
  const link = (id: number) => page.getByRole('link', { name: `예약 ${id}`, exact: true });
  const top = async (id: number) => (await link(id).boundingBox())?.y ?? NaN;

  const more = page.getByRole('button', { name: '더 보기' });
  await more.scrollIntoViewIfNeeded();
  const before = await top(60);
  await more.click();
  await expect(link(61)).toBeVisible();
  expect(await page.locator('li[aria-setsize]').count()).toBeLessThan(60);
  expect(Math.abs((await top(60)) - before)).toBeLessThanOrEqual(1);

  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, -2_000);
  await expect(link(61)).toHaveCount(0);
  const shown = await page.locator('li[aria-posinset] a').evaluateAll((links) => links.find((it) => it.getBoundingClientRect().y > 300)?.textContent ?? '');
  const reading = page.getByRole('link', { name: shown, exact: true });
  const row = page.locator('li[aria-posinset]').filter({ has: reading });
  const [place, was] = [Number(await row.getAttribute('aria-posinset')), (await reading.boundingBox())!.y];
  first -= 5;
  await row.getByRole('switch').press('Space');
  await expect(row).toHaveAttribute('aria-posinset', String(place + 5));
  await expect.poll(async () => Math.abs((await reading.boundingBox())!.y - was)).toBeLessThanOrEqual(1);
});

test('a schedule is switched off and on in its row, and found by its title', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  await open(page, 'schedules', '예약 목록');
  await page.getByRole('searchbox', { name: '제목 검색' }).fill(title);
  await expect(page).toHaveURL(/text=/);
  const row = page.getByRole('switch', { name: new RegExp(title) });

  await row.press('Space');
  await expect(row).not.toBeChecked();
  await row.press('Space');
  await expect(row).toBeChecked();
});

test('the list is of one organisation, or of one phone, and its address says so', async ({ page }) => {
  await signIn(page, 'agency');
  await open(page, 'schedules', '예약 목록');
  const filters = page.getByRole('search');
  await filters.getByRole('combobox', { name: '봇' }).click();
  await page.getByRole('option', { name: '점검 중인 폰' }).click();
  await expect(page.getByRole('link', { name: '야간 점검 안내' })).toBeVisible();
  await expect(page.getByRole('link', { name: '아침 업무 공지' })).toHaveCount(0);

  await page.reload();
  await expect(filters.getByRole('combobox', { name: '봇' })).toHaveValue('점검 중인 폰');
  await expect(page.getByRole('link', { name: '아침 업무 공지' })).toHaveCount(0);
  await filters.getByRole('combobox', { name: '조직' }).click();
  await page.getByRole('option', { name: '강남대리점' }).click();
  await expect(page.getByText('조건에 맞는 예약이 없습니다.')).toBeVisible();
});

test('a schedule says why its next message has not been sent', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  await open(page, `schedules?text=${encodeURIComponent(title)}`, '예약 목록');
  await page.getByRole('link', { name: title }).click();
  const why = page.getByText('왜 안 갔나요?').locator('..');
  await expect(why).toContainText(/월요일|\(월\)|까지/);

  await page.getByRole('switch').press('Space');
  await page.getByLabel('끄는 이유 (선택)').fill('연휴');
  await checkAccessibility(page, 'why it is switched off');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('switch')).not.toBeChecked();
  await expect(why).toContainText('연휴');
  await checkAccessibility(page, 'a schedule that is off');
});

test('an advertisement is told what it lacks; intervals and cron are previewed by the server', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('메시지').fill('가을 할인');
  await page.getByLabel('광고입니다').check();
  await page.getByRole('button', { name: '넣기', exact: true }).click();
  await expect(page.getByLabel('메시지')).toHaveValue(/^\(광고\) 가을 할인\n무료수신거부/);

  await page.getByText('직접(cron)').click();
  await page.getByLabel('cron 식').fill('0 30 8 * * MON-FRI');
  await page.getByRole('combobox', { name: '공휴일이면' }).click();
  await page.getByRole('option', { name: '다음 영업일에 보냄' }).click();
  await expect(page.getByText('크론 0 30 8 * * MON-FRI, 공휴일이면 다음 영업일')).toBeVisible();
  await checkAccessibility(page, 'form with a cron expression');
  await page.getByLabel('cron 식').fill('무엇');
  await expect(page.getByText('읽을 수 없는 형식입니다')).toBeVisible();
  await page.getByText('일정 간격').click();
  await expect(page.getByText(/^1시간마다, .*부터, 공휴일 제외$/)).toBeVisible();
});

test('what was deleted is had back at once, or from the bin', async ({ page }) => {
  await signIn(page, 'branch');
  const title = `지울 예약 ${Date.now()}`;
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('제목').fill(title);
  await page.getByLabel('메시지').fill(title);
  await page.getByRole('button', { name: '저장', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  for (const undo of [true, false]) {
    await open(page, 'schedules', '예약 목록');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: '삭제' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '예약 목록' })).toBeVisible();
    if (undo) {
      await page.getByRole('button', { name: '되돌리기' }).click();
    } else {
      await open(page, 'schedules/deleted', '휴지통');
      await page.getByRole('button', { name: `되살리기: ${title}` }).click();
    }
    await expect(page.getByText('되살렸습니다').first()).toBeVisible();
  }
  await open(page, 'schedules', '예약 목록');
  await expect(page.getByRole('switch', { name: new RegExp(title) })).toBeChecked();
});

test('many schedules are switched off at once, and on again by undo', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await makeWeekly(request, title);
  await signIn(page, 'branch');
  await open(page, 'schedules', '예약 목록');
  await page.getByRole('searchbox', { name: '제목 검색' }).fill(title);
  await expect(page).toHaveURL(/text=/);
  const on = page.getByRole('switch', { name: new RegExp(title) });
  await expect(on).toHaveCount(2);
  await page.getByRole('checkbox', { name: /모두 고르기/ }).press('Space');
  const bar = page.getByRole('region', { name: '고른 예약' });
  await checkAccessibility(page, 'list with a selection');
  await bar.getByRole('button', { name: '한꺼번에 바꾸기' }).press('Enter');
  await checkAccessibility(page, 'change of many');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: '끄기' }).press('Enter');
  for (const row of await on.all()) {
    await expect(row).not.toBeChecked();
  }
  await page.getByRole('button', { name: '되돌리기' }).click();
  for (const row of await on.all()) {
    await expect(row).toBeChecked();
  }
});
