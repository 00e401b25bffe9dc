import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('the send history becomes a file that is downloaded', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'history', '발송 이력');
  await page.getByRole('link', { name: '파일로 받기' }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: '파일로 받기' })).toBeVisible();

  await page.getByRole('button', { name: '파일 만들기' }).click();

  const row = page.locator('li.row').first();
  await expect(row.getByText('완료')).toBeVisible({ timeout: 15_000 });
  await checkAccessibility(page, 'a file');
  const saving = page.waitForEvent('download');
  await row.getByRole('button', { name: /^내려받기/ }).click();
  const file = await readFile(await (await saving).path(), 'utf8');
  expect(file.split('\r\n')[0]).toContain('due_at,started_at');
  expect(file).toContain('Asia/Seoul');
  await row.getByRole('button', { name: /^삭제/ }).click();
  await expect(page.getByText('만든 파일이 없습니다.')).toBeVisible();
});

test('schedules become a file with their rules in words', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'exports', '파일로 받기');
  await page.getByRole('combobox', { name: '무엇을' }).click();
  await page.getByRole('option', { name: '예약' }).click();
  await page.getByRole('button', { name: '파일 만들기' }).click();

  const row = page.locator('li.row').first();
  await expect(row.getByText('완료')).toBeVisible({ timeout: 15_000 });
  const saving = page.waitForEvent('download');
  await row.getByRole('button', { name: /^내려받기/ }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toContain('매주');

  await page.getByRole('combobox', { name: '무엇을' }).click();
  await page.getByRole('option', { name: '통계' }).click();
  await page.getByRole('button', { name: '파일 만들기' }).click();
  await expect(row.getByText('통계')).toBeVisible({ timeout: 15_000 });
  await expect(row.getByText('완료')).toBeVisible({ timeout: 15_000 });
  await expect(row.getByText(/· 날짜 ·/)).toBeVisible();
});
