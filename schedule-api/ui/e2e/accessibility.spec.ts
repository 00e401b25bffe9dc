import { expect, test } from '@playwright/test';
import { checkAccessibility, open, signIn } from './stack';

const SCREENS = [
  ['', '오늘'], ['schedules', '예약 목록'], ['schedules/new', '예약 만들기'], ['calendar', '달력'], ['calendar?view=week', '달력'], ['calendar?view=list', '달력'], ['broadcasts', '단체 발송'], ['broadcasts/new', '단체 발송 만들기'], ['history', '발송 이력'], ['statistics', '통계'], ['rooms', '톡방'], ['templates', '템플릿'],
  ['images', '이미지함'], ['people', '구성원'], ['bots', '봇'],
  ['schedules/deleted', '휴지통'], ['holidays', '공휴일'], ['stops', '발송 멈춤'], ['audit', '변경 기록'], ['help', 'Roomcast 사용 설명서'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1440]) {
    test(`no violation on any screen, ${colorScheme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto('/app/');
      await expect(page.getByLabel('아이디')).toBeVisible();
      await checkAccessibility(page, 'sign in');
      await signIn(page, 'admin');
      for (const [path, heading] of SCREENS) {
        await open(page, path, heading);
        await expect(page.getByLabel('불러오는 중')).toHaveCount(0);
        await checkAccessibility(page, heading);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, `${heading} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await open(page, 'calendar', '달력');
      await page.locator('.calendar-run[data-state="PLANNED"]').first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await checkAccessibility(page, 'a run of the calendar');
      await page.keyboard.press('Escape');
      await open(page, 'broadcasts', '단체 발송');
      await page.getByRole('link', { name: '추석 연휴 배송 안내' }).click();
      await expect(page.getByText('역삼지점 단골방')).toBeVisible();
      await checkAccessibility(page, 'a broadcast');
      await open(page, 'people', '구성원');
      await page.getByRole('button', { name: /^볼 수 있는 것/ }).first().click();
      await expect(page.getByRole('dialog').getByText('할 수 있는 일')).toBeVisible();
      await checkAccessibility(page, 'what a member sees');
      await page.keyboard.press('Escape');
      await open(page, 'rooms', '톡방');
      await page.getByRole('button', { name: '새로 만들기' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await checkAccessibility(page, 'dialog');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^삭제/ }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await checkAccessibility(page, 'question');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await context.close();
    });
  }
}
