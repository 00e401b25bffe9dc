import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The password of the sample accounts of `./roomcast up`. */
const PASSWORD = 'roomcast-demo';

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/app/');
  await page.getByLabel('아이디').fill(login);
  await page.getByLabel('비밀번호').first().fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '오늘' })).toBeVisible();
}

export async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`/app/${path}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** No violation of WCAG 2.2, levels A and AA, that axe can find. */
export async function checkAccessibility(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // In the page itself: it has no frames, and a page made for axe alone takes as long as the check.
    .setLegacyMode()
    .analyze();
  expect(
    violations.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`),
    screen,
  ).toEqual([]);
}
