import { expect, test } from '@playwright/test';
import { LIVE_MILLIS, makeByKeyboard, MANAGERS, open, seeItArrive, signIn, tabTo } from './stack';

/** The text, and a picture of each group. */
const PARTS = 3;

for (const [login, room] of MANAGERS) {
  test(`${login} makes a week's message by keys, sends it, sees it arrive, pauses and skips, and is told why`, async ({ page, context, request }) => {
    await signIn(page, login);
    await tabTo(page, page.getByRole('link', { name: '예약 만들기' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '예약 만들기' })).toBeVisible();
    const began = Date.now();
    const title = `${login} 소식 ${began}`;
    await makeByKeyboard(page, title, room);
    expect(Date.now() - began).toBeLessThan(60_000);

    const history = await context.newPage();
    await open(history, 'history', '발송 이력');
    await expect(history.getByText('실시간 연결됨')).toBeVisible();
    await page.bringToFront();
    await tabTo(page, page.getByRole('button', { name: '지금 보내기' }));
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog');
    // It takes the focus a moment after it has come: a key that is pressed in that moment may be another button's.
    await expect(question.locator(':focus')).toHaveCount(1);
    const answer = page.waitForResponse((it) => it.url().endsWith('/run-now'));
    await question.getByRole('button', { name: '지금 보내기' }).press('Enter');
    expect((await answer).status()).toBe(202);
    await history.bringToFront();
    expect(await seeItArrive(history, request, `안녕하세요 고객님, ${title}입니다.`, PARTS)).toBeLessThan(LIVE_MILLIS);

    await page.bringToFront();
    const runs = page.getByRole('region', { name: '예정된 발송' });
    await runs.getByRole('button', { name: /^건너뛰기/ }).first().press('Enter');
    await expect(runs.getByText('건너뜀')).toBeVisible();
    await page.getByRole('switch').press('Space');
    await page.getByLabel('끄는 이유 (선택)').fill('휴가');
    await page.keyboard.press('Enter');
    await expect(page.getByText('왜 안 갔나요?').first().locator('..')).toContainText('휴가');
  });
}

test('a viewer sees what its branch does, and is offered nothing that changes it', async ({ page }) => {
  await signIn(page, 'viewer');
  await expect(page.getByRole('link', { name: '예약 만들기' })).toHaveCount(0);
  await open(page, 'schedules', '예약 목록');
  await expect(page.getByText('아침 업무 공지')).toBeVisible();
  await expect(page.getByRole('switch').first()).toBeDisabled();
  await page.getByRole('link', { name: '아침 업무 공지' }).click();
  await expect(page.getByText('왜 안 갔나요?').first()).toBeVisible();
  for (const offer of ['수정', '지금 보내기', '삭제', '복사', '건너뛰기']) {
    await expect(page.getByRole('button', { name: offer })).toHaveCount(0);
    await expect(page.getByRole('link', { name: offer })).toHaveCount(0);
  }
  await open(page, 'history', '발송 이력');
  await expect(page.getByRole('listitem').filter({ hasText: '확인 필요' }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('button', { name: /톡방에 (있|없)습니다|다시 보내기/ })).toHaveCount(0);
  await page.goto('/app/schedules/new');
  await expect(page.getByText('조회만 할 수 있는 계정입니다.')).toBeVisible();
});
