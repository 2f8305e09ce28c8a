/** `npm run bench [-- NAME…]`: runs `bench/*.bench.ts` one after another, or those whose name holds NAME. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './browser/build-extension.ts';
import { findChromium } from './browser/chromium.ts';
import { root } from './tools/root.ts';

const names = process.argv.slice(2);
const files = globSync('bench/*.bench.ts', { cwd: root })
  .toSorted()
  .filter((file) => names.length === 0 || names.some((name) => path.basename(file).includes(name)));
if (files.length === 0) throw new Error(`No bench/*.bench.ts is named ${names.join(' or ')}.`);

const chromium = findChromium();
await buildExtension();
for (const file of files) {
  console.log(`\n${file}`);
  const code = await run(file);
  if (code !== 0) process.exitCode = 1;
}

/** One process each, so that no measurement is taken in a heap another has filled. */
function run(file: string): Promise<number> {
  const child = spawn(process.execPath, ['--expose-gc', path.join(root, file)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, HATIF_CHROMIUM: chromium },
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
