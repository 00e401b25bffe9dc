import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

test('a role elsewhere is lent, used and taken back', async ({ page, browser }) => {
  const reason = `휴가 대신 ${Date.now()}`;
  await signIn(page, 'distributor');
  await open(page, 'people', '구성원');
  await page.getByRole('tab', { name: '임시 권한' }).click();
  await page.getByRole('button', { name: '임시 권한 주기' }).click();
  await page.getByRole('combobox', { name: '누구에게' }).click();
  await page.getByRole('option', { name: '이대리' }).click();
  await page.getByRole('combobox', { name: /어디에서/ }).click();
  await page.getByRole('option', { name: '서울총판' }).click();
  await page.getByLabel('이유').fill(reason);
  await checkAccessibility(page, 'giving a grant');
  await page.getByRole('dialog').getByRole('button', { name: '임시 권한 주기' }).click();
  const given = page.getByRole('listitem').filter({ hasText: reason });
  await expect(given.getByText('사용 중')).toBeVisible();
  await checkAccessibility(page, 'grants');

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'agency');
  await open(other, 'people', '구성원');
  await expect(other.getByText('김총판')).toHaveCount(0);
  await other.getByRole('button', { name: '임시 권한으로 일하기: 서울총판' }).last().click();
  await expect(other.getByText('임시 권한으로 일하는 중')).toBeVisible();
  await checkAccessibility(other, 'working under a grant');
  await open(other, 'people', '구성원');
  await expect(other.getByText('김총판')).toBeVisible();
  await expect(other.getByRole('button', { name: '새로 만들기' })).toHaveCount(0);

  await given.getByRole('button', { name: /^거두기/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '거두기' }).click();
  await expect(given.getByText('거둠', { exact: true })).toBeVisible();
  await other.getByRole('link', { name: '톡방', exact: true }).click();
  await expect(other.getByText('임시 권한이 끝났거나 본인의 것이 아닙니다').first()).toBeVisible();
  await other.getByRole('button', { name: '내 권한으로 돌아가기' }).click();
  await expect(other.getByText('임시 권한으로 일하는 중')).toHaveCount(0);
  await open(other, 'people', '구성원');
  await expect(other.getByText('김총판')).toHaveCount(0);
});
