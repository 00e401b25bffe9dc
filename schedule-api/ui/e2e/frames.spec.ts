import { expect, test } from '@playwright/test';
import { listTenThousand, signIn } from './stack';

/** No test but a measurement, where FRAMES=1 asks for it: `FRAMES=1 npm run e2e -- frames`. */

const SECONDS = 10;
const PIXELS_A_FRAME = 120;

test('frames a second while a list of ten thousand rows is scrolled', async ({ page }) => {
  await signIn(page, 'branch');
  await listTenThousand(page);
  await expect(page.getByRole('link', { name: '예약 1', exact: true })).toBeVisible();
  const perSecond = await page.evaluate(
    ([seconds, pixels]) =>
      new Promise<number[]>((done) => {
        const counted: number[] = [];
        const began = performance.now();
        const step = (now: number) => {
          const second = Math.floor((now - began) / 1_000);
          if (second >= seconds!) {
            done(counted);
            return;
          }
          counted[second] = (counted[second] ?? 0) + 1;
          scrollBy(0, pixels!);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    [SECONDS, PIXELS_A_FRAME],
  );
  console.log(`Frames of each second: ${perSecond.join(' ')}; rows passed: ${await page.locator('li[aria-posinset]').last().getAttribute('aria-posinset')}`);
  expect(Math.min(...perSecond)).toBeGreaterThanOrEqual(50);
});
