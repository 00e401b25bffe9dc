import { expect, test } from '@playwright/test';
import { checkAccessibility, makeWeekly, MANAGERS, open, signIn } from './stack';

for (const [login, room] of MANAGERS) {
  test(`${login}: the next run is skipped and put back, another is moved and says something else`, async ({ page, request }) => {
    const title = await makeWeekly(request, `${login} 주간 ${Date.now()}`, login, room);
    await signIn(page, login);
    await open(page, 'schedules', '예약 목록');
    await page.getByRole('link', { name: title }).click();
    const runs = page.getByRole('region', { name: '예정된 발송' });
    await expect(runs.getByRole('listitem')).toHaveCount(10);

    await runs.getByRole('button', { name: /^건너뛰기/ }).first().press('Enter');
    await expect(runs.getByText('건너뜀')).toBeVisible();
    await checkAccessibility(page, 'a skipped run');
    await runs.getByRole('button', { name: /^되돌리기/ }).press('Enter');
    await expect(runs.getByText('건너뜀')).toHaveCount(0);

    await runs.getByRole('button', { name: /^이번만 바꾸기/ }).nth(1).press('Enter');
    const dialog = page.getByRole('dialog', { name: '이번만 바꾸기' });
    await expect(dialog).toBeVisible();
    await checkAccessibility(page, 'change of one run');
    const at = await dialog.getByLabel(/보낼 시각/).inputValue();
    await dialog.getByLabel(/보낼 시각/).fill(at.replace('T09:', 'T10:'));
    await dialog.getByLabel('메시지').fill('이번 주만 다른 소식입니다.');
    await dialog.getByRole('button', { name: '저장' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(runs.getByText('옮김')).toBeVisible();
    await expect(runs.getByText('내용 다름')).toBeVisible();
  });

  test(`${login}: in the calendar a run is moved by dragging, moved back by keys, skipped and put back`, async ({ page }) => {
    await signIn(page, login);
    const nextWeek = dayInSeoul(7);
    await open(page, `calendar?view=week&day=${nextWeek}`, '달력');
    const run = /주말 영업시간 안내/;
    const [monday, tuesday, , , friday, saturday] = [0, 1, 2, 3, 4, 5].map((day) => page.locator('.calendar-day').nth(day));
    const dialog = page.getByRole('dialog', { name: run });

    await friday!.getByRole('button', { name: run }).dragTo(saturday!);
    await expect(dialog).toBeVisible();
    await checkAccessibility(page, 'a run being moved');
    await dialog.getByRole('button', { name: '이번만 옮기기' }).click();
    await expect(saturday!.getByRole('button', { name: run })).toBeFocused();
    await expect(friday!.getByRole('button', { name: run })).toHaveCount(0);

    await page.keyboard.press('Shift+ArrowLeft');
    await dialog.getByRole('button', { name: '이번만 옮기기' }).press('Enter');
    await expect(friday!.getByRole('button', { name: run })).toBeFocused();

    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '건너뛰기' }).press('Enter');
    await expect(friday!.getByRole('button', { name: /주말 영업시간 안내.*건너뜀/ })).toBeVisible();
    await friday!.getByRole('button', { name: run }).press('Enter');
    await dialog.getByRole('button', { name: '되돌리기' }).press('Enter');
    await expect(friday!.getByRole('button', { name: /주말 영업시간 안내.*예정/ })).toBeVisible();

    // Tuesday has a run of this schedule at that very moment.
    await monday!.getByRole('button', { name: /아침 업무 공지/ }).dragTo(tuesday!);
    const other = page.getByRole('dialog', { name: /아침 업무 공지/ });
    await other.getByRole('button', { name: '이번만 옮기기' }).click();
    await expect(other.getByLabel(/보낼 시각/)).toHaveAttribute('aria-invalid', 'true');
  });
}

test('a day of the calendar shows the rooms as lanes, and the keys move a run out of it', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  const nextWeek = dayInSeoul(7);
  const monday = dayInSeoul(7 - ((new Date(`${nextWeek}T00:00:00Z`).getUTCDay() + 6) % 7));
  await open(page, `calendar?view=day&day=${monday}`, '달력');
  await expect(page.getByText(/가장 몰리는 시각/)).toBeVisible();

  const lane = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /공지방 1/ }) });
  await lane.getByRole('button', { name: title }).press('Shift+ArrowRight');
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('button', { name: '이번만 옮기기' }).press('Enter');
  await expect(page.getByRole('button', { name: title })).toHaveCount(0);

  await page.getByRole('button', { name: '다음' }).click();
  await expect(page.getByRole('button', { name: title })).toBeVisible();
});

test('all runs to come are moved by the rule of their schedule, which is told before', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  await open(page, `calendar?view=week&day=${dayInSeoul(7)}`, '달력');
  const [monday, , wednesday] = [0, 1, 2].map((day) => page.locator('.calendar-day').nth(day));

  await monday!.getByRole('button', { name: title }).dragTo(wednesday!);
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog.getByText('전부 옮기면: 매주 수 오전 9:00')).toBeVisible();
  await checkAccessibility(page, 'all runs being moved');
  await dialog.getByRole('button', { name: '앞으로 전부 옮기기' }).press('Enter');
  await expect(wednesday!.getByRole('button', { name: title })).toBeFocused();

  await page.getByRole('button', { name: '다음' }).click();
  await expect(page.locator('.calendar-day').nth(2).getByRole('button', { name: title })).toBeVisible();
  await expect(page.locator('.calendar-day').nth(0).getByRole('button', { name: title })).toHaveCount(0);
});

/** The date in Seoul, so many days from now. */
function dayInSeoul(days: number): string {
  return new Date(Date.now() + (days * 24 + 9) * 3_600_000).toISOString().slice(0, 10);
}
