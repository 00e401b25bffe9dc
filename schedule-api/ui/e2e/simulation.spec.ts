import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('what is being written is reckoned ahead with all that the phone has to do', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('제목').fill('미리 돌려 볼 예약');
  await page.getByLabel('메시지').fill('안녕하세요');
  await page.getByText('매일', { exact: true }).click();
  await page.getByRole('button', { name: '미리 돌려 보기' }).click();
  const dialog = page.getByRole('dialog', { name: '미리 돌려 보기' });
  const drafted = dialog.getByRole('listitem').filter({ hasText: '지금 쓰는 예약' });
  await expect(drafted.first()).toContainText('오전 9:00');
  expect(await drafted.count()).toBeGreaterThanOrEqual(6);
  await checkAccessibility(page, 'a simulation of a draft');
  await page.keyboard.press('Escape');

  await open(page, 'simulation', '미리 돌려 보기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option').first().click();
  await expect(page.getByRole('status').filter({ hasText: /메시지 \d+건/ })).toBeVisible();
  await expect(page.getByText('미리 돌려 볼 예약')).toHaveCount(0);
});
