// compress.mjs FOLDER: writes a brotli copy beside every file that gets smaller by it.
// The server hands out `x.css.br` where a browser accepts brotli, and need not compress anything itself.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const COMPRESSIBLE = /\.(css|html|ico|js|json|svg|txt|wasm|webmanifest)$/;

const folder = process.argv[2];
for (const name of readdirSync(folder, { recursive: true })) {
  if (!COMPRESSIBLE.test(name)) continue;
  const path = join(folder, name);
  const original = readFileSync(path);
  const compressed = brotliCompressSync(original, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: original.length,
    },
  });
  if (compressed.length < original.length) writeFileSync(`${path}.br`, compressed);
}
