// Runs the end-to-end tests in Chromium against a stack of their own, which it starts and stops.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const port = 25_000;
const url = `http://127.0.0.1:${port + 80}`;
const limitMillis = 180_000;

const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((it) => it && existsSync(it));
if (!chromium) {
  console.log('End-to-end tests of the admin web are SKIPPED: no Chromium. Install the package "chromium", or name one in CHROMIUM.');
  process.exit(0);
}

const home = mkdtempSync(join(tmpdir(), 'roomcast-e2e-'));
const stack = spawn(join(root, 'roomcast'), ['up', '--home', home, '--first-port', String(port)], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  // A silent phone is told of within seconds instead of minutes.
  env: { ...process.env, ROOMCAST_HEALTH_ASKEVERY: '6s', ROOMCAST_ALERTS_SILENTFOR: '20s', ROOMCAST_ALERTS_LOOKEVERY: '5s' },
});
const gone = new Promise((done) => stack.on('exit', done));
let code = 1;
try {
  await ready();
  // Whoever names some of them gets those alone.
  const asked = process.argv.slice(2);
  const run = spawnSync('npx', ['playwright', 'test', ...(asked.length > 0 ? ['--no-deps'] : []), ...asked], {
    cwd: join(root, 'schedule-api/ui'),
    stdio: 'inherit',
    env: { ...process.env, ROOMCAST_URL: url, ROOMCAST_HOME: home, ROOMCAST_FIRST_PORT: String(port), CHROMIUM: chromium },
  });
  code = run.status ?? 1;
} finally {
  stack.kill('SIGTERM');
  await gone;
  rmSync(home, { recursive: true, force: true });
}
process.exit(code);

/** The last thing that `up` does is to print its addresses. */
async function ready() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('The stack did not start in time')), limitMillis).unref());
  const dead = gone.then(() => Promise.reject(new Error('The stack ended')));
  const up = new Promise((done) =>
    stack.stdout.on('data', (text) => {
      process.stdout.write(text);
      if (String(text).includes('Roomcast runs.')) {
        done();
      }
    }),
  );
  await Promise.race([up, late, dead]);
}
