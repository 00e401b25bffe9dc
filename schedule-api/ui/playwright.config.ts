import { defineConfig } from '@playwright/test';

/** Against a running stack: ROOMCAST_URL, by default that of `./roomcast up`. */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: [...(process.env.SCREENSHOTS ? [] : ['manual.spec.ts']), ...(process.env.FRAMES ? [] : ['frames.spec.ts'])],
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
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
