import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('head office stops a room, everyone it concerns sees why and until when, and lifts it', async ({ page, browser }) => {
  await signIn(page, 'admin');
  await open(page, 'stops', '발송 멈춤');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('이유').fill('행사 취소');
  await page.getByRole('button', { name: '발송 멈추기' }).click();
  const question = page.getByRole('dialog', { name: '정말 발송을 멈출까요?' });
  await question.getByRole('button', { name: '발송 멈추기' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '행사 취소' })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'branch');
  await expect(other.getByText('발송이 멈춰 있습니다')).toBeVisible();
  await checkAccessibility(other, 'today, with a stop');
  await open(other, 'stops', '발송 멈춤');
  await other.getByRole('button', { name: /^풀기/ }).click();
  await expect(other.getByText('권한이 없습니다')).toBeVisible();

  await page.getByRole('button', { name: /^풀기/ }).click();
  await expect(page.getByText('멈춘 것이 없습니다.')).toBeVisible();
});
