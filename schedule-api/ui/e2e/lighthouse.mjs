// Lighthouse on the sign-in page and on the first screen of a branch of a running stack: ROOMCAST_URL, by default that of
// `./roomcast up`. Each page is looked at once, so that all it asks for is known; then three times, with the same answers and
// without the stack at work beside the browser, of which the middle one counts. Exit code 0 when performance and accessibility
// reach 95 on both, as a phone and as a desktop.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { replay } from './replay.mjs';

const LEAST = 95;
const LOOKS = 3;
const stack = process.env.ROOMCAST_URL ?? 'http://127.0.0.1:18080';
const run = promisify(execFile);

/** What a browser has that the branch has signed in with. */
async function cookie() {
  const answer = await fetch(`${stack}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ loginId: 'branch', password: 'roomcast-demo', cookie: true }),
  });
  if (!answer.ok) {
    throw new Error(`Signing in: ${answer.status}`);
  }
  return answer.headers.getSetCookie().map((it) => it.split(';')[0]).join('; ');
}

/** One look: the scores, of 100, and what they are made of. */
async function look(url, options) {
  const report = join(tmpdir(), `lighthouse-${process.pid}.json`);
  await run(
    'npx',
    ['--yes', 'lighthouse@12.8.2', `${url}/app/`, '--quiet', '--output=json', `--output-path=${report}`, '--only-categories=performance,accessibility', '--max-wait-for-load=15000', '--chrome-flags=--headless=new --no-sandbox', ...options],
    { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' } },
  );
  const { categories, audits, environment } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    paint: audits['largest-contentful-paint'].displayValue,
    blocked: audits['total-blocking-time'].displayValue,
    shift: audits['cumulative-layout-shift'].displayValue,
    machine: environment.benchmarkIndex,
    signedIn: audits['network-requests'].details.items.some((it) => it.url.endsWith('/api/me') && it.statusCode === 200),
  };
}

async function judge(name, url, options, signedIn) {
  const looks = [];
  for (let i = 0; i <= LOOKS; i++) {
    looks.push(await look(url, options));
  }
  looks.shift();
  if (signedIn && !looks.every((it) => it.signedIn)) {
    throw new Error('It was not signed in.');
  }
  looks.sort((a, b) => a.performance - b.performance);
  const middle = looks[Math.floor(LOOKS / 2)];
  console.log(
    `${name.padEnd(22)} performance ${middle.performance} (${looks.map((it) => it.performance).join(', ')}), accessibility ${middle.accessibility}; ` +
      `largest paint ${middle.paint}, blocked ${middle.blocked}, shift ${middle.shift}; machine ${middle.machine}`,
  );
  return middle.performance >= LEAST && looks.every((it) => it.accessibility >= LEAST);
}

const recorded = await replay(stack);
const good = [];
for (const [device, options] of [['phone', []], ['desktop', ['--preset=desktop']]]) {
  good.push(await judge(`sign-in, ${device}`, recorded.url, options, false));
  good.push(await judge(`first screen, ${device}`, recorded.url, [...options, `--extra-headers=${JSON.stringify({ Cookie: await cookie() })}`], true));
}
recorded.close();
process.exit(good.every(Boolean) ? 0 : 1);
