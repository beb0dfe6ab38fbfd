// links.mjs FILE.md...: every relative link and picture leads to something in the clone.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const LINK = /!?\[[^\]]*\]\(([^)\s]+)[^)]*\)/g;
const OUTSIDE = /^([a-z]+:|#)/;

let links = 0;
let broken = 0;
for (const file of process.argv.slice(2)) {
  for (const [, target] of readFileSync(file, 'utf8').matchAll(LINK)) {
    if (OUTSIDE.test(target)) continue;
    links += 1;
    if (existsSync(resolve(dirname(file), target.split('#')[0]))) continue;
    broken += 1;
    console.error(`${file}: ${target} is not there`);
  }
}

if (broken > 0) process.exit(1);
console.log(`${links} links, none broken`);
