import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('who is told of alerts is chosen, tried and taken away', async ({ page }) => {
  const name = `관제 ${Date.now()}`;
  await signIn(page, 'agency');
  await open(page, 'alerts', '알림');
  await page.getByRole('tab', { name: '받는 곳' }).click();
  await page.getByRole('button', { name: '새로 만들기' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('이름').fill(name);
  await form.getByLabel('웹훅 주소').fill('https://192.168.0.10/hook');
  await checkAccessibility(page, 'a channel');
  await form.getByRole('button', { name: '저장' }).click();
  await expect(form.getByText(/no address of a private network/)).toBeVisible();
  await form.getByLabel('웹훅 주소').fill('https://roomcast.invalid/hook');
  await form.getByRole('button', { name: '저장' }).click();

  const secret = page.getByRole('dialog', { name: `${name}의 서명 비밀 키` });
  await expect(secret.getByText(/^whsec_/)).toBeVisible();
  await checkAccessibility(page, 'a secret');
  await page.keyboard.press('Escape');
  await expect(secret).toBeVisible();
  await secret.getByRole('button', { name: '닫기' }).click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('https://roomcast.invalid/hook');
  await row.getByRole('button', { name: /^시험 보내기/ }).click();
  await expect(page.getByText(/전하지 못했습니다/)).toBeVisible({ timeout: 30_000 });

  await row.getByRole('button', { name: /^삭제/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
  await expect(row).toHaveCount(0);
});

test('a phone that does not answer is told of wherever one looks', async ({ page }) => {
  await signIn(page, 'admin');
  await open(page, 'bots', '봇');
  const phone = page.getByRole('listitem').filter({ hasText: '점검 중인 폰' });
  await expect(phone.getByText('응답 없음', { exact: true })).toBeVisible();
  await open(page, 'alerts', '알림');
  const alert = page.getByRole('listitem').filter({ hasText: '점검 중인 폰' });
  await expect(alert).toContainText('응답 없는 휴대폰', { timeout: 60_000 });
  await checkAccessibility(page, 'an alert');
  await open(page, '', '오늘');
  await expect(page.getByRole('status').filter({ hasText: '점검 중인 폰' })).toBeVisible();
  await checkAccessibility(page, 'today, with an alert');
});
