// Lighthouse on the sign-in page and on the first screen of a branch, against a running stack: ROOMCAST_URL, by default that of
// `./roomcast up`. Exit code 0 when performance and accessibility reach 95 on both, as a phone and as a desktop.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LEAST = 95;
const url = process.env.ROOMCAST_URL ?? 'http://127.0.0.1:18080';
const report = join(tmpdir(), `lighthouse-${process.pid}.json`);

/** A browser's refresh token works once, and for some seconds more: each look has a login of its own. */
async function cookie() {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ loginId: 'branch', password: 'roomcast-demo', cookie: true }),
  });
  if (!answer.ok) {
    throw new Error(`Signing in: ${answer.status}`);
  }
  return answer.headers.getSetCookie().map((it) => it.split(';')[0]).join('; ');
}

function look(name, options) {
  execFileSync(
    'npx',
    ['--yes', 'lighthouse@12.8.2', `${url}/app/`, '--quiet', '--output=json', `--output-path=${report}`, '--only-categories=performance,accessibility', '--chrome-flags=--headless=new --no-sandbox', ...options],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' } },
  );
  const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  if (name.startsWith('first') && !audits['network-requests'].details.items.some((it) => it.url.endsWith('/api/me') && it.statusCode === 200)) {
    throw new Error('It was not signed in.');
  }
  const of = (category) => Math.round(categories[category].score * 100);
  console.log(`${name.padEnd(24)} performance ${of('performance')}, accessibility ${of('accessibility')}; ${audits['largest-contentful-paint'].displayValue} to the largest paint`);
  return of('performance') >= LEAST && of('accessibility') >= LEAST;
}

const good = [];
for (const [device, options] of [['phone', []], ['desktop', ['--preset=desktop']]]) {
  good.push(look(`sign-in, ${device}`, options));
  good.push(look(`first screen, ${device}`, [...options, `--extra-headers=${JSON.stringify({ Cookie: await cookie() })}`]));
}
process.exit(good.every(Boolean) ? 0 : 1);
