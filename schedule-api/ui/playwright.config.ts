import { defineConfig } from '@playwright/test';

const ASKED_FOR = [...(process.env.SCREENSHOTS ? [] : ['manual.spec.ts']), ...(process.env.FRAMES ? [] : ['frames.spec.ts'])];

/** What stops rooms, lets phones go silent, or measures how soon something is seen has the system to itself. */
const ALONE = /(broadcasts|frames|manual|roles|sending|stops|watch)\.spec\.ts$/;

/** Against a running stack: ROOMCAST_URL, by default that of `./roomcast up`. */
export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'beside', testIgnore: [...ASKED_FOR, ALONE] },
    { name: 'alone', testMatch: ALONE, testIgnore: ASKED_FOR, workers: 1, dependencies: ['beside'] },
  ],
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: 'list',
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.ROOMCAST_URL ?? 'http://127.0.0.1:18080',
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1440, height: 1000 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
