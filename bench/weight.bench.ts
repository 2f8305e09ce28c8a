/** What the content script weighs, before any number is found: bytes to load, and memory in every frame. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { extensionDir } from '../scripts/browser/build-extension.ts';
import { openIsolatedWorld } from './isolated-world.ts';

const frames = 40;

console.log(`content script ${weightOf('main.js')}`);
console.log(`  brought when the first number was found, or a card is due ${weightOf('card-script.js')}`);
const empty = emptyExtension();
const without = await heap();
console.log(`memory of each frame ${kilobytes(((await heap(extensionDir)) - without) / frames)}`);
console.log(`  with a content script that does nothing ${kilobytes(((await heap(empty)) - without) / frames)}`);
rmSync(empty, { recursive: true });

/** Baseline: the memory of the isolated world of any content script. */
function emptyExtension(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-empty-'));
  const script = { matches: ['<all_urls>'], js: ['main.js'], run_at: 'document_start', all_frames: true };
  writeFileSync(
    path.join(dir, 'manifest.json'),
    JSON.stringify({ manifest_version: 3, name: 'empty', version: '1', content_scripts: [script] }),
  );
  writeFileSync(path.join(dir, 'main.js'), 'chrome.runtime.onMessage.addListener(() => {});');
  return dir;
}

function weightOf(file: string): string {
  const script = readFileSync(path.join(extensionDir, 'extension/content', file));
  return `${kilobytes(script.length)}, gzip ${kilobytes(gzipSync(script, { level: 9 }).length)}`;
}

/** Bytes of JavaScript in use on a page of many frames without a number, after a collection. */
async function heap(extension?: string): Promise<number> {
  const world = await openIsolatedWorld(extension ? [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`] : []);
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
