import { expect, test, type Page } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

/** Nobody approves their own: the head office's only member can approve alone. */
for (const [maker, approver] of [['branch', 'agency'], ['agency', 'distributor'], ['distributor', 'admin']] as const) {
  test(`a broadcast is made by ${maker}, approved by ${approver}, and followed to its end`, async ({ page, browser }) => {
    const title = `단체 공지 ${Date.now()}`;
    await signIn(page, maker);
    await askForApproval(page, title);
    await expect(page.getByText('만든 사람은 승인할 수 없습니다.')).toBeVisible();
    await expect(page.getByRole('button', { name: '승인하고 보내기' })).toHaveCount(0);
    await checkAccessibility(page, 'a broadcast that waits');

    const other = await (await browser.newContext()).newPage();
    await signIn(other, approver);
    await other.getByRole('link', { name: title }).click();
    await other.getByRole('button', { name: '승인하고 보내기' }).press('Enter');
    await other.getByRole('dialog').getByRole('button', { name: '승인하고 보내기' }).press('Enter');

    await expect(page.getByText('끝남', { exact: true })).toBeVisible({ timeout: 90_000 });
    await expect(page.getByText(/2곳 가운데 2곳 끝남 · 성공 2/)).toBeVisible();
    await checkAccessibility(page, 'a broadcast that is over');
    const report = page.waitForEvent('download');
    await page.getByRole('button', { name: '보고서(CSV)' }).press('Enter');
    expect((await report).suggestedFilename()).toMatch(/^broadcast-\d+\.csv$/);
  });
}

test('a broadcast is sent back with a reason, another is stopped before its quiet rooms get it', async ({ page, browser }) => {
  const title = `돌려보낼 공지 ${Date.now()}`;
  await signIn(page, 'branch');
  await askForApproval(page, title);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'agency');
  await other.getByRole('link', { name: title }).click();
  await other.getByRole('button', { name: '돌려보내기' }).press('Enter');
  const dialog = other.getByRole('dialog');
  await dialog.getByLabel('돌려보내는 이유').fill('날짜가 틀렸습니다');
  await checkAccessibility(other, 'a broadcast being sent back');
  await dialog.getByRole('button', { name: '돌려보내기' }).press('Enter');
  await expect(page.getByText('날짜가 틀렸습니다')).toBeVisible({ timeout: 15_000 });

  // A room that is stopped keeps its message waiting: there is time to stop the broadcast.
  await open(page, 'stops', '발송 멈춤');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: '역삼지점 단골방' }).click();
  await page.getByLabel('이유').fill('잠시 멈춤');
  await page.getByRole('button', { name: '발송 멈추기' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '발송 멈추기' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '잠시 멈춤' })).toBeVisible();
  const stopped = `멈출 공지 ${Date.now()}`;
  await open(page, 'broadcasts/new', '단체 발송 만들기');
  await choose(page, ['역삼지점 단골방']);
  await page.getByLabel('제목').fill(stopped);
  await page.getByLabel('메시지').fill('나가면 안 되는 글');
  await page.getByRole('button', { name: '보내기', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '보내기', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: stopped })).toBeVisible();
  await page.getByRole('button', { name: '발송 멈추기' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '발송 멈추기' }).press('Enter');
  await expect(page.getByText(/1곳 가운데 1곳 끝남 · 취소 1/)).toBeVisible();
  await checkAccessibility(page, 'a broadcast that was stopped');
  await open(page, 'stops', '발송 멈춤');
  await page.getByRole('button', { name: /^풀기/ }).click();
  await expect(page.getByText('멈춘 것이 없습니다.')).toBeVisible();
});

async function choose(page: Page, rooms: string[]): Promise<void> {
  await page.getByRole('combobox', { name: '톡방을 직접 고르기' }).click();
  for (const name of rooms) {
    await page.getByRole('option', { name }).click();
  }
  await page.keyboard.press('Escape');
}

async function askForApproval(page: Page, title: string): Promise<void> {
  await open(page, 'broadcasts/new', '단체 발송 만들기');
  await choose(page, ['역삼지점 공지방 1', '역삼지점 공지방 2']);
  await page.getByLabel('제목').fill(title);
  await page.getByLabel('메시지').fill('#{톡방} 여러분께 알립니다');
  await expect(page.getByText('톡방 2개')).toBeVisible();
  await checkAccessibility(page, 'a broadcast being made');
  await page.getByRole('button', { name: '승인 요청' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
