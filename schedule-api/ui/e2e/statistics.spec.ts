import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('statistics show what was sent, as a picture, in figures and as a table', async ({ page }) => {
  await signIn(page, 'admin');
  await open(page, 'statistics', '통계');
  await expect(page.locator('.recharts-bar-rectangle path').first()).toBeVisible();
  const all = page.getByRole('row').filter({ hasText: '월' }).last();
  await expect(all.getByRole('cell').first()).not.toHaveText('0');

  await page.locator('label').filter({ hasText: /^이유$/ }).click();
  await expect(page).toHaveURL(/by=reason/);
  await expect(page.getByRole('rowheader', { name: '성공' })).toBeVisible();
  await checkAccessibility(page, 'statistics by reason');
  const table = page.waitForEvent('download');
  await page.getByRole('button', { name: '표 내려받기(CSV)' }).press('Enter');
  expect((await table).suggestedFilename()).toMatch(/^statistics-reason-.*\.csv$/);
});
