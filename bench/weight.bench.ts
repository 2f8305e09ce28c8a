/** What the content script weighs, before any number is found: bytes to load, and memory in every frame. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { extensionDir } from '../scripts/build-extension.ts';
import { openWorld } from './isolated-world.ts';

const frames = 40;

const script = readFileSync(path.join(extensionDir, 'extension/content/main.js'));
console.log(`content script ${kilobytes(script.length)}, gzip ${kilobytes(gzipSync(script, { level: 9 }).length)}`);
console.log(`  of which the card over the page, gzip ${kilobytes(await weightOf('overlay.ts'))}`);
const [withUs, without] = [await heap([`--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`]), await heap([])];
console.log(`memory of each frame ${kilobytes((withUs - without) / frames)}`);

async function weightOf(file: string): Promise<number> {
  const entry = path.join(import.meta.dirname, '../extension/content', file);
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome128', lib: { entry, formats: ['iife'], name: 'part', fileName: 'part' } },
  });
  const code = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return gzipSync(code.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join(''), { level: 9 }).length;
}

/** Bytes of JavaScript in use on a page of many frames without a number, after a collection. */
async function heap(args: string[]): Promise<number> {
  const world = await openWorld(args);
  const page = await world.context.newPage();
  const inner = world.serve('<!doctype html><p>nothing here</p>');
  await page.goto(world.serve(`<!doctype html>${`<iframe src="${inner}"></iframe>`.repeat(frames)}`));
  await page.waitForTimeout(3000);
  const devtools = await world.context.newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await world.close();
  return usedSize;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
