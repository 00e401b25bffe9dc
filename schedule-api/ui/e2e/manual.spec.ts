import { expect, test, type Page } from '@playwright/test';
import { open, signIn } from './stack';

/** No test: it draws the pictures of the manual and of the README, where SCREENSHOTS=1 asks for them. */

const FOLDER = '../../docs/manual/images';

test('pictures of the manual', async ({ page }) => {
  await page.goto('/app/');
  await expect(page.getByLabel('아이디')).toBeVisible();
  await draw(page, 'sign-in');
  await signIn(page, 'branch');
  // Something has been sent, and something needs a look.
  await expect(page.getByRole('listitem').filter({ hasText: '확인 필요' }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('link', { name: /^확인 필요 [1-9]/ })).toBeVisible({ timeout: 60_000 });
  await draw(page, 'today');
  await open(page, 'schedules', '예약 목록');
  await expect(page.getByText('아침 업무 공지')).toBeVisible();
  await draw(page, 'schedules');

  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('제목').fill('월요일 아침 공지');
  await page.getByLabel('메시지').fill('안녕하세요, #{이름}님!\n이번 주 행사를 안내드립니다.');
  await page.getByLabel('#{이름}').fill('고객');
  await expect(page.getByText('다음 발송 시각')).toBeVisible();
  await expect(page.getByRole('list').filter({ hasText: '오전 9:00' }).first()).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await draw(page, 'form', true);

  await open(page, 'schedules', '예약 목록');
  await page.getByRole('link', { name: '이벤트 당첨 안내' }).click();
  await expect(page.getByText('확인 필요')).toBeVisible();
  await draw(page, 'detail');
  await open(page, 'calendar', '달력');
  await expect(page.getByRole('button', { name: /아침 업무 공지/ }).first()).toBeVisible();
  await draw(page, 'calendar');
  await open(page, 'broadcasts', '단체 발송');
  await page.getByRole('link', { name: '추석 연휴 배송 안내' }).click();
  await expect(page.getByText('승인 대기')).toBeVisible();
  await expect(page.getByText('역삼지점 단골방')).toBeVisible();
  await draw(page, 'broadcast');
  await open(page, 'history', '발송 이력');
  await expect(page.getByText('실시간 연결됨')).toBeVisible();
  await draw(page, 'history');
  await open(page, 'statistics?by=hour', '통계');
  await expect(page.locator('.recharts-bar-rectangle path').first()).toBeVisible();
  await draw(page, 'statistics');
  await open(page, 'rooms', '톡방');
  await draw(page, 'rooms');
  await open(page, 'templates', '템플릿');
  await draw(page, 'templates');
});

async function draw(page: Page, name: string, whole = false): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: whole });
}
