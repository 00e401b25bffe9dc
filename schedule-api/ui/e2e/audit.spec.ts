import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('who has changed a room is found, with what was before', async ({ page, browser }) => {
  await signIn(page, 'agency');
  await open(page, 'rooms', '톡방');
  const edit = page.getByRole('button', { name: /^수정:/ }).first();
  const name = (await edit.getAttribute('aria-label'))?.replace('수정: ', '') ?? '';
  await edit.click();
  const tags = `바뀐태그${Date.now()}`;
  await page.getByRole('dialog').getByLabel('태그').fill(tags);
  await page.getByRole('dialog').getByRole('button', { name: '저장' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await open(page, 'audit?subject=room&who=agency', '변경 기록');
  const entry = page.getByRole('listitem').filter({ hasText: `톡방 ‘${name}’ 고침` }).first();
  await entry.getByText('바뀐 것').click();
  await expect(entry.getByText(tags)).toBeVisible();
  await expect(entry.getByText('127.0.0.1')).toBeVisible();
  await checkAccessibility(page, 'an entry of the record');

  await open(page, 'audit', '변경 기록');
  const closed = page.locator('details:not([open]) > summary');
  await expect(closed.first()).toBeVisible();
  while ((await closed.count()) > 0) {
    await closed.first().click();
  }
  await expect(page.getByText('메시지', { exact: true }).first()).toBeVisible();
  expect((await page.locator('.changes dt').allTextContents()).filter((label) => /^[a-z]+[A-Za-z0-9]*$/.test(label))).toEqual([]);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'branch');
  await open(other, 'audit', '변경 기록');
  await expect(other.getByText('로그인').first()).toBeVisible();
  await expect(other.getByText('구성원 ‘admin’')).toHaveCount(0);
});
