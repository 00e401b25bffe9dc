import { expect, test } from '@playwright/test';
import { checkAccessibility, endTransitions, open, signIn } from './stack';

const SCREENS = [
  ['', '오늘'], ['schedules', '예약 목록'], ['schedules/new', '예약 만들기'], ['calendar', '달력'], ['calendar?view=week', '달력'], ['calendar?view=day', '달력'], ['calendar?view=list', '달력'], ['simulation?bot=1', '미리 돌려 보기'], ['broadcasts', '단체 발송'], ['broadcasts/new', '단체 발송 만들기'], ['history', '발송 이력'], ['statistics', '통계'], ['exports', '파일로 받기'], ['rooms', '톡방'], ['templates', '템플릿'],
  ['images', '이미지함'], ['people', '구성원'], ['bots', '봇'],
  ['schedules/deleted', '휴지통'], ['holidays', '공휴일'], ['stops', '발송 멈춤'], ['alerts', '알림'], ['audit', '변경 기록'], ['operations', '운영'], ['help', 'Roomcast 사용 설명서'],
] as const;

test('no violation on the page to sign in', async ({ page }) => {
  await page.goto('/app/');
  await expect(page.getByLabel('아이디')).toBeVisible();
  await checkAccessibility(page, 'sign in');
});

const HALF = Math.ceil(SCREENS.length / 2);

for (const screens of [SCREENS.slice(0, HALF), SCREENS.slice(HALF)]) {
  test(`no violation on any screen from ${screens[0]![1]} on`, async ({ page }) => {
    await signIn(page, 'admin');
    for (const [path, heading] of screens) {
      await open(page, path, heading);
      await checkAccessibility(page, heading);
    }
  });
}

test('no violation in what opens above a screen', async ({ page }) => {
  await signIn(page, 'admin');
  await open(page, 'calendar', '달력');
  await page.locator('.calendar-run[data-state="PLANNED"]').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'a run of the calendar');
  await open(page, 'history', '발송 이력');
  const arrived = page.getByRole('listitem').filter({ hasText: '톡방에서 확인됨' }).first();
  await arrived.getByText('부분마다 보기').click();
  await expect(arrived.getByText(/폰에 넘김/).first()).toBeVisible();
  await checkAccessibility(page, 'the proof of a run');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '단축키' })).toBeVisible();
  await checkAccessibility(page, 'the keys');
  await open(page, 'templates', '템플릿');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('화면, 예약, 톡방 찾기').fill('공지');
  await expect(page.getByText('이 톡방의 예약 보기').first()).toBeVisible();
  await checkAccessibility(page, 'the palette');
  await open(page, 'broadcasts', '단체 발송');
  await page.getByRole('link', { name: '추석 연휴 배송 안내' }).click();
  await expect(page.getByText('역삼지점 단골방')).toBeVisible();
  await checkAccessibility(page, 'a broadcast');
  await open(page, 'people', '구성원');
  await page.getByRole('button', { name: /^볼 수 있는 것/ }).first().click();
  await expect(page.getByRole('dialog').getByText('할 수 있는 일')).toBeVisible();
  await checkAccessibility(page, 'what a member sees');
  await open(page, 'people', '구성원');
  await page.getByRole('tab', { name: '임시 권한' }).click();
  await page.getByRole('button', { name: '임시 권한 주기' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'a temporary grant');
  await open(page, 'rooms', '톡방');
  await page.getByRole('button', { name: '새로 만들기' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^삭제/ }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccessibility(page, 'question');
});

test('the tabulator goes through every kind of screen, is seen wherever it is, and is caught nowhere', async ({ page }) => {
  await signIn(page, 'admin');
  for (const [path, heading] of SCREENS.filter(([path]) => !LIKE_OTHERS.test(path))) {
    await open(page, path, heading);
    await expect(page.getByLabel('불러오는 중')).toHaveCount(0);
    let went = 0;
    for (; went < MOST_STOPS; went++) {
      await page.keyboard.press('Tab');
      await page.evaluate(endTransitions);
      const stop = await page.evaluate(lookAtFocus);
      if (stop.isFirst && went > 0) {
        break;
      }
      expect(stop.seen, `${heading}: ${stop.what}`).toBe(true);
    }
    expect(went, `${heading}: the way round`).toBeLessThan(MOST_STOPS);
  }
});

test('what opens above a screen keeps the tabulator inside, and gives the focus back', async ({ page }) => {
  await signIn(page, 'admin');
  await open(page, 'rooms', '톡방');
  const opener = page.getByRole('button', { name: '새로 만들기' });
  await opener.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

/** Screens that are made of the same as another one. */
const LIKE_OTHERS = /view=(week|list)|deleted|templates|bots|holidays|exports|simulation/;

/** More than any screen of the sample data has. */
const MOST_STOPS = 400;

/** Whether what has the focus, or what stands for it, looks different than without it. Runs in the page. */
function lookAtFocus(): { isFirst: boolean; seen: boolean; what: string } {
  const focused = document.activeElement as HTMLElement;
  const around: Element[] = [focused, ...(focused.parentElement?.querySelectorAll('*') ?? [])];
  // A field may be drawn by what stands around its input.
  for (let above = focused.parentElement, levels = 0; above && levels < 4; above = above.parentElement, levels++) {
    around.push(above);
  }
  const look = () =>
    around.map((it) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(it);
      return outlineStyle === 'none' ? `${boxShadow} ${borderColor} ${backgroundColor}` : `${outlineStyle} ${outlineWidth} ${outlineColor} ${boxShadow} ${borderColor} ${backgroundColor}`;
    });
  const [first, isBody] = [focused.classList.contains('skip'), focused === document.body];
  const what = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 40)}`;
  // The tabulator goes through the parts of a date or a time, of which a focus given anew would be on the first again.
  if (isBody || /^(date|time|datetime-local)$/.test((focused as HTMLInputElement).type)) {
    return { isFirst: first, seen: true, what };
  }
  const within = look();
  focused.blur();
  document.getAnimations().forEach((it) => it.effect?.getComputedTiming().endTime !== Infinity && it.finish());
  const without = look();
  focused.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
  return {
    isFirst: first,
    seen: within.some((it, index) => it !== without[index]),
    what,
  };
}
