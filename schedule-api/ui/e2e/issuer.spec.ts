import type { ChildProcess } from 'node:child_process';
import type { Server } from 'node:http';
import { expect, test, type Page } from '@playwright/test';
import { startApi, startIssuer } from './issuer';
import { checkAccessibility } from './stack';

const home = process.env.ROOMCAST_HOME ?? '';
const firstPort = Number(process.env.ROOMCAST_FIRST_PORT);
const issuerPort = firstPort + 61;
const web = `http://127.0.0.1:${firstPort + 60}`;

test.use({ baseURL: web });
test.skip(!home, 'It needs the folder of the stack, which `npm run e2e` names.');

let issuer: Server;
let api: ChildProcess;

test.beforeAll(async () => {
  issuer = startIssuer(issuerPort, web);
  api = await startApi(home, firstPort, firstPort + 60, `http://127.0.0.1:${issuerPort}`);
});

test.afterAll(() => {
  api?.kill();
  issuer?.close();
});

/** What the issuer's own pages ask. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function enter(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: '로그인' }).click();
  await signInThere(page, 'branch');
}

test('members come back from the issuer to where they were, and stay signed in when they reload', async ({ page }) => {
  await page.goto('/app/rooms');
  await expect(page.getByText(`127.0.0.1:${issuerPort}에서 로그인합니다`)).toBeVisible();
  await expect(page.getByLabel('비밀번호')).toHaveCount(0);
  await checkAccessibility(page, 'sign in at an issuer');
  await page.getByRole('button', { name: '로그인' }).click();
  await signInThere(page, 'branch');

  await expect(page.getByRole('heading', { level: 1, name: '톡방' })).toBeVisible();
  await expect(page).toHaveURL(`${web}/app/rooms`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '톡방' })).toBeVisible();
  await expect(page).toHaveURL(`${web}/app/rooms`);
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('access_token');
});

test('a token that has ended is renewed without a word', async ({ page }) => {
  await enter(page, '/app/rooms');
  await expect(page.getByRole('heading', { level: 1, name: '톡방' })).toBeVisible();
  await page.route('**/api/templates*', (route) => route.fulfill({ status: 401, body: '{"code":"unauthenticated"}' }), { times: 1 });
  const renewed = page.waitForResponse((answer) => answer.url().endsWith('/token'));

  await page.getByRole('link', { name: '템플릿' }).click();

  expect((await renewed).status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1, name: '템플릿' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('whoever must sign in again does it in a window, and keeps what is being written', async ({ page, context }) => {
  await enter(page, '/app/schedules/new');
  await page.getByLabel('메시지').fill('아직 저장하지 않은 글');
  await page.route('**/token', (route) => route.fulfill({ status: 400, contentType: 'application/json', body: '{"error":"invalid_grant"}' }));
  await page.route('**/api/schedules/preview', (route) => route.fulfill({ status: 401, body: '{"code":"unauthenticated"}' }));
  await page.getByRole('combobox', { name: '톡방' }).click();
  await page.getByRole('option').first().click();
  const dialog = page.getByRole('dialog', { name: '로그인' });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page, 'sign in again at an issuer');
  await page.unrouteAll();

  const opened = context.waitForEvent('page');
  await dialog.getByRole('button', { name: '로그인' }).click();
  await (await opened).waitForEvent('close');

  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('메시지')).toHaveValue('아직 저장하지 않은 글');
});

test('nobody else goes on with what a member has left, who has signed out in another tab', async ({ page, context }) => {
  await enter(page, '/app/schedules/new');
  await page.getByLabel('메시지').fill('아직 저장하지 않은 글');
  const other = await context.newPage();
  await other.goto('/app/rooms');
  await other.getByRole('button', { name: '로그인' }).click();
  await other.getByRole('button', { name: '로그아웃' }).click();
  await other.getByRole('button', { name: 'Yes, sign me out' }).click();
  await other.getByRole('button', { name: '로그인' }).click();
  await signInThere(other, 'branch2');
  await expect(other.getByText('branch2')).toBeVisible();

  const dialog = page.getByRole('dialog', { name: '로그인' });
  await dialog.getByRole('button', { name: '로그인' }).click();
  await expect(dialog.getByRole('alert')).toContainText('다른 사람의 계정');

  let opened = context.waitForEvent('page');
  await dialog.getByRole('button', { name: '다른 계정으로 로그인' }).click();
  await (await opened).close();
  await expect(dialog).toContainText('창을 닫았거나 보이지 않으면');

  opened = context.waitForEvent('page');
  await dialog.getByRole('button', { name: '다른 계정으로 로그인' }).click();
  await signInThere(await opened, 'branch');
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('메시지')).toHaveValue('아직 저장하지 않은 글');
  await expect(page.getByText('branch ·')).toBeVisible();
});

test('what goes wrong on the way back is told, and nobody is sent round in circles', async ({ page, context }) => {
  await page.route('**/token', (route) => route.abort());
  await enter(page, '/app/rooms');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(`${web}/app/`);
  await page.unrouteAll();
  await page.getByRole('button', { name: '로그인' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '오늘' })).toBeVisible();

  await page.goto('/app/rooms');
  await expect(page.getByRole('heading', { level: 1, name: '톡방' })).toBeVisible();
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole('button', { name: '로그인' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveURL(`${web}/app/rooms`);
});

test('a stranger is told so and can come as another; signing out ends it at the issuer, too', async ({ page }) => {
  await page.goto('/app/');
  await page.getByRole('button', { name: '로그인' }).click();
  await signInThere(page, 'nobody-here');
  await expect(page.getByRole('alert')).toContainText('구성원이 아닙니다');

  await page.getByRole('button', { name: '다른 계정으로 로그인' }).click();
  await signInThere(page, 'branch');
  await expect(page.getByRole('heading', { level: 1, name: '오늘' })).toBeVisible();

  await page.getByRole('button', { name: '로그아웃' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.getByRole('button', { name: '로그인' }).click();
  await expect(page.locator('input[name=login]')).toBeVisible();
});
