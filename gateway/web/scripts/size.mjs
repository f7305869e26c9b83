// Fails the build when the JavaScript that the home page loads outgrows its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 220;
const HOME = 'src/home/HomePage.tsx';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

function reach(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reach(next, seen);
  return seen;
}

const chunks = new Set(['index.html', HOME].flatMap((key) => [...reach(key)]));
const sizes = [...chunks].map((key) => gzipSync(readFileSync(`dist/${manifest[key].file}`)).length);
const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;

console.log(`home loads ${total.toFixed(1)} kB of JavaScript (gzip), budget ${BUDGET_KB} kB`);
if (total > BUDGET_KB) process.exit(1);
