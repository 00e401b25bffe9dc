import { expect, test, type Page } from '@playwright/test';
import { checkAccessibility, makeWeekly, open, signIn } from './stack';

test('a branch makes a weekly schedule by keyboard alone, in under a minute of human typing', async ({ page }) => {
  await signIn(page, 'branch');
  await page.getByRole('link', { name: '예약 만들기' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '예약 만들기' })).toBeVisible();
  const began = Date.now();
  const title = `주간 공지 ${began}`;

  await page.getByRole('combobox', { name: '톡방' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '톡방' })).not.toHaveValue('');
  await page.keyboard.press('Tab');
  await page.keyboard.type(title, { delay: 60 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('안녕하세요 #{이름}님, 이번 주 소식입니다.', { delay: 60 });
  await page.getByLabel('#{이름}').focus();
  await page.keyboard.type('고객', { delay: 60 });
  await page.getByRole('checkbox', { name: '수' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('고객님')).toBeVisible();
  await expect(page.getByRole('list').filter({ hasText: '오전 9:00' }).first()).toBeVisible();
  await page.getByRole('button', { name: '저장' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(Date.now() - began).toBeLessThan(60_000);
  await expect(page.getByText('매주 월·수 오전 9:00')).toBeVisible();
});

test('what is due arrives in the room and in the live history within two seconds', async ({ page, context }) => {
  await signIn(page, 'branch');
  const text = `지금 나가는 글 ${Date.now()}`;
  const history = await context.newPage();
  await open(history, 'history', '발송 이력');
  await expect(history.getByText('실시간 연결됨')).toBeVisible();

  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('제목').fill(text);
  await page.getByLabel('메시지').fill(text);
  await page.getByText('한 번', { exact: true }).click();
  const due = new Date(Math.ceil((Date.now() + 10_000) / 60_000) * 60_000);
  const local = new Date(due.getTime() + 9 * 3_600_000).toISOString();
  await page.getByLabel('날짜').fill(local.slice(0, 10));
  await page.getByLabel('보낼 시각 1').fill(local.slice(11, 16));
  await page.getByRole('button', { name: '저장' }).click();
  await expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible();

  await expect(history.getByText(text)).toBeVisible({ timeout: 90_000 });
  expect(Date.now() - due.getTime()).toBeLessThan(4_000);
  await expect(page.getByText('성공')).toBeVisible();
  await expect(page.getByText('글: 확인됨')).toBeVisible();
  await checkAccessibility(page, 'detail');
  await open(page, '', '오늘');
  await expect(page.getByText(text).first()).toBeVisible();
  await checkAccessibility(page, 'today, with something to say');
});

test('a schedule is switched off and on in its row, and found by its title', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  await open(page, 'schedules', '예약 목록');
  await page.getByRole('searchbox', { name: '제목 검색' }).fill(title);
  await expect(page).toHaveURL(/text=/);
  const row = page.getByRole('switch', { name: new RegExp(title) });

  await row.press('Space');
  await expect(row).not.toBeChecked();
  await row.press('Space');
  await expect(row).toBeChecked();
});

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

test('the next run is skipped and put back, another is moved and says something else', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
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

test('what is being written is tried in a test room, and a schedule is sent at once', async ({ page, context, request }) => {
  const title = await makeWeekly(request);
  await signIn(page, 'branch');
  const history = await context.newPage();
  await open(history, 'history', '발송 이력');
  await expect(history.getByText('실시간 연결됨')).toBeVisible();
  const text = `시험 삼아 ${Date.now()}`;
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByLabel('메시지').fill(text);
  await page.getByRole('button', { name: '시험 발송' }).click();
  const dialog = page.getByRole('dialog', { name: '시험 발송' });
  await checkAccessibility(page, 'test send');
  await dialog.getByRole('button', { name: '지금 보내기' }).click();
  await expect(history.getByText(text)).toBeVisible({ timeout: 40_000 });

  await open(page, 'schedules', '예약 목록');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: '지금 보내기' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '지금 보내기' }).click();
  const run = page.getByRole('listitem').filter({ hasText: '지금 보내기' });
  await expect(run).toBeVisible();
});

test('an advertisement is told what it lacks; intervals and cron are previewed by the server', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('메시지').fill('가을 할인');
  await page.getByLabel('광고입니다').check();
  await page.getByRole('button', { name: '넣기', exact: true }).click();
  await expect(page.getByLabel('메시지')).toHaveValue(/^\(광고\) 가을 할인\n무료수신거부/);

  await page.getByText('직접(cron)').click();
  await page.getByLabel('cron 식').fill('0 30 8 * * MON-FRI');
  await page.getByRole('combobox', { name: '공휴일이면' }).click();
  await page.getByRole('option', { name: '다음 영업일에 보냄' }).click();
  await expect(page.getByText('크론 0 30 8 * * MON-FRI, 공휴일이면 다음 영업일')).toBeVisible();
  await checkAccessibility(page, 'form with a cron expression');
  await page.getByLabel('cron 식').fill('무엇');
  await expect(page.getByText('입력값을 확인해 주세요').first()).toBeVisible();
  await page.getByText('일정 간격').click();
  await expect(page.getByText(/^1시간마다, .*부터, 공휴일 제외$/)).toBeVisible();
});

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

test('what nobody knows is settled by a person, and what did not arrive is sent again', async ({ page }) => {
  await signIn(page, 'branch');
  await open(page, 'schedules', '예약 목록');
  await page.getByRole('link', { name: '이벤트 당첨 안내' }).click();
  const unknown = page.getByRole('listitem').filter({ hasText: '확인 필요' }).first();
  await expect(unknown).toBeVisible({ timeout: 90_000 });

  await unknown.getByRole('button', { name: '톡방에 없습니다' }).press('Enter');
  const failed = page.getByRole('listitem').filter({ hasText: '사람이 톡방을 보고' }).first();
  await expect(failed).toBeVisible();
  await checkAccessibility(page, 'a settled run');
  await failed.getByRole('button', { name: '안 간 것만 다시 보내기' }).press('Enter');

  await expect(page.getByRole('listitem').filter({ hasText: '다시 보내기' }).first()).toBeVisible();
  await expect(page.getByText('발송을 시작했습니다')).toBeVisible();
});

test('what was deleted is had back at once, or from the bin', async ({ page }) => {
  await signIn(page, 'branch');
  const title = `지울 예약 ${Date.now()}`;
  await open(page, 'schedules/new', '예약 만들기');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: /공지방 1/ }).click();
  await page.getByLabel('제목').fill(title);
  await page.getByLabel('메시지').fill(title);
  await page.getByRole('button', { name: '저장' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  for (const undo of [true, false]) {
    await open(page, 'schedules', '예약 목록');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: '삭제' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '예약 목록' })).toBeVisible();
    if (undo) {
      await page.getByRole('button', { name: '되돌리기' }).click();
    } else {
      await open(page, 'schedules/deleted', '휴지통');
      await page.getByRole('button', { name: `되살리기: ${title}` }).click();
    }
    await expect(page.getByText('되살렸습니다').first()).toBeVisible();
  }
  await open(page, 'schedules', '예약 목록');
  await expect(page.getByRole('switch', { name: new RegExp(title) })).toBeChecked();
});

test('many schedules are switched off at once, and on again by undo', async ({ page, request }) => {
  const title = await makeWeekly(request);
  await makeWeekly(request, title);
  await signIn(page, 'branch');
  await open(page, 'schedules', '예약 목록');
  await page.getByRole('searchbox', { name: '제목 검색' }).fill(title);
  await expect(page).toHaveURL(/text=/);
  const on = page.getByRole('switch', { name: new RegExp(title) });
  await expect(on).toHaveCount(2);
  await page.getByRole('checkbox', { name: /모두 고르기/ }).press('Space');
  const bar = page.getByRole('region', { name: '고른 예약' });
  await checkAccessibility(page, 'list with a selection');
  await bar.getByRole('button', { name: '한꺼번에 바꾸기' }).press('Enter');
  await checkAccessibility(page, 'change of many');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: '끄기' }).press('Enter');
  for (const row of await on.all()) {
    await expect(row).not.toBeChecked();
  }
  await page.getByRole('button', { name: '되돌리기' }).click();
  for (const row of await on.all()) {
    await expect(row).toBeChecked();
  }
});

test('a broadcast is made by one, approved by another, and followed to its end', async ({ page, browser }) => {
  const title = `단체 공지 ${Date.now()}`;
  await signIn(page, 'branch');
  await askForApproval(page, title);
  await expect(page.getByText('만든 사람은 승인할 수 없습니다.')).toBeVisible();
  await expect(page.getByRole('button', { name: '승인하고 보내기' })).toHaveCount(0);
  await checkAccessibility(page, 'a broadcast that waits');

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'agency');
  await other.getByRole('link', { name: title }).click();
  await other.getByRole('button', { name: '승인하고 보내기' }).press('Enter');
  await other.getByRole('dialog').getByRole('button', { name: '승인하고 보내기' }).press('Enter');

  await expect(page.getByText('끝남', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/2곳 가운데 2곳 끝남 · 성공 2/)).toBeVisible();
  await checkAccessibility(page, 'a broadcast that is over');
  const report = page.waitForEvent('download');
  await page.getByRole('button', { name: '보고서(CSV)' }).press('Enter');
  expect((await report).suggestedFilename()).toMatch(/^broadcast-\d+\.csv$/);
});

test('a broadcast is sent back with a reason, another is stopped before its quiet rooms get it', async ({ page, browser }) => {
  const title = `돌려보낼 공지 ${Date.now()}`;
  await signIn(page, 'branch');
  await askForApproval(page, title);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'agency');
  await other.getByRole('link', { name: title }).click();
  await other.getByRole('button', { name: '돌려보내기' }).press('Enter');
  const dialog = other.getByRole('dialog');
  await dialog.getByLabel('돌려보내는 이유').fill('날짜가 틀렸습니다');
  await checkAccessibility(other, 'a broadcast being sent back');
  await dialog.getByRole('button', { name: '돌려보내기' }).press('Enter');
  await expect(page.getByText('날짜가 틀렸습니다')).toBeVisible({ timeout: 15_000 });

  // A room that is stopped keeps its message waiting: there is time to stop the broadcast.
  await open(page, 'stops', '발송 멈춤');
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option', { name: '역삼지점 단골방' }).click();
  await page.getByLabel('이유').fill('잠시 멈춤');
  await page.getByRole('button', { name: '발송 멈추기' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '발송 멈추기' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '잠시 멈춤' })).toBeVisible();
  const stopped = `멈출 공지 ${Date.now()}`;
  await open(page, 'broadcasts/new', '단체 발송 만들기');
  await choose(page, ['역삼지점 단골방']);
  await page.getByLabel('제목').fill(stopped);
  await page.getByLabel('메시지').fill('나가면 안 되는 글');
  await page.getByRole('button', { name: '보내기', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '보내기', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: stopped })).toBeVisible();
  await page.getByRole('button', { name: '발송 멈추기' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '발송 멈추기' }).press('Enter');
  await expect(page.getByText(/1곳 가운데 1곳 끝남 · 취소 1/)).toBeVisible();
  await checkAccessibility(page, 'a broadcast that was stopped');
  await open(page, 'stops', '발송 멈춤');
  await page.getByRole('button', { name: /^풀기/ }).click();
  await expect(page.getByText('멈춘 것이 없습니다.')).toBeVisible();
});

test('in the calendar a run is moved by dragging, moved back by keys, skipped and put back', async ({ page }) => {
  await signIn(page, 'branch');
  // The calendar's days are Korea's.
  const nextWeek = new Date(Date.now() + (7 * 24 + 9) * 3_600_000).toISOString().slice(0, 10);
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

async function choose(page: Page, rooms: string[]): Promise<void> {
  await page.getByRole('combobox', { name: '톡방을 직접 고르기' }).click();
  for (const name of rooms) {
    await page.getByRole('option', { name }).click();
  }
  await page.keyboard.press('Escape');
}

async function askForApproval(page: Page, title: string): Promise<void> {
  await open(page, 'broadcasts/new', '단체 발송 만들기');
  await choose(page, ['역삼지점 공지방 1', '역삼지점 공지방 2']);
  await page.getByLabel('제목').fill(title);
  await page.getByLabel('메시지').fill('#{톡방} 여러분께 알립니다');
  await expect(page.getByText('톡방 2개')).toBeVisible();
  await checkAccessibility(page, 'a broadcast being made');
  await page.getByRole('button', { name: '승인 요청' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
