import { expect, test } from '@playwright/test';
import { open, signIn } from './stack';

test('an expired session costs no word of what is being written', async ({ page, context }) => {
  await signIn(page, 'branch');
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByLabel('메시지').fill('아직 저장하지 않은 글');
  await context.clearCookies();
  await page.route('**/api/**', async (route) => {
    const asked = route.request();
    return asked.url().includes('/auth/login') || asked.url().includes('/api/me')
      ? route.continue()
      : route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"code":"unauthenticated"}' });
  });
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option').first().click();
  const dialog = page.getByRole('dialog', { name: '로그인' });
  await expect(dialog).toBeVisible();
  await page.unrouteAll();

  await dialog.getByLabel('비밀번호').first().fill('roomcast-demo');
  await dialog.getByRole('button', { name: '로그인' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('메시지')).toHaveValue('아직 저장하지 않은 글');
});

test('a viewer of nothing but its own cannot open what belongs to others', async ({ page }) => {
  await signIn(page, 'branch');
  await page.goto('/app/schedules/999999999');
  await expect(page.getByRole('alert')).toBeVisible();
  await open(page, 'bots', '봇');
  await expect(page.getByRole('button', { name: '새로 만들기' })).toHaveCount(0);
});
