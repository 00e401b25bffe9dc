// Fails when the first screen needs more script than a slow line should have to carry.
import { readFileSync, rmSync, statSync } from 'node:fs';

const LIMIT = 250_000;
const FIRST = ['index.html', 'src/app.tsx', 'src/today/Today.tsx'];

const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const files = new Set();

function collect(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is no chunk of its own any more: say here what the first screen loads.`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(collect);
}

FIRST.forEach(collect);
rmSync('dist/manifest.json');
const bytes = [...files].reduce((sum, file) => sum + statSync(`dist/${file}.gz`).size, 0);
if (process.argv.includes('--list')) {
  [...files].forEach((file) => console.log(`${String(statSync(`dist/${file}.gz`).size).padStart(8)} ${file}`));
}
console.log(`The first screen: ${files.size} scripts, ${(bytes / 1000).toFixed(1)} kB of gzip; at most ${LIMIT / 1000}`);
if (bytes > LIMIT) process.exit(1);
