// budget.mjs SITE: what a page with an island makes a browser download, against what is allowed.
// Everything in `pkg` but the style sheet counts, snippets of JavaScript included.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 160_000;

const pkg = join(process.argv[2], 'pkg');
const files = readdirSync(pkg, { recursive: true }).filter((name) => /\.(js|wasm)$/.test(name));
const sizes = files.map((name) => {
  const compressed = join(pkg, `${name}.br`);
  return { name, bytes: statSync(existsSync(compressed) ? compressed : join(pkg, name)).size };
});
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(8)}  ${name}`);
console.log(`${String(total).padStart(8)}  bytes of browser code with brotli, of at most ${LIMIT}`);

if (!sizes.some(({ name }) => name.endsWith('.wasm'))) {
  console.error('There is no WebAssembly in the site: it was not built.');
  process.exit(1);
}
if (total > LIMIT) {
  console.error('Too much: see what the last change pulled into `app` with the feature `hydrate`.');
  process.exit(1);
}
