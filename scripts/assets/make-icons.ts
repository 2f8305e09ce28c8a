/** Draws the toolbar icons, `extension/icons/*.png`, from the drawings beside them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../browser/chromium.ts';
import { root } from '../tools/root.ts';

const folder = path.join(root, 'extension/icons');
const sizes: Record<string, number[]> = {
  // 128 is for the store and the list of extensions.
  ready: [16, 24, 32, 48, 128],
  ringing: [16, 24, 32, 48],
  call: [16, 24, 32, 48],
  problem: [16, 24, 32, 48],
  off: [16, 24, 32, 48],
};

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, sides] of Object.entries(sizes)) {
  const drawing = await readFile(path.join(folder, `${name}.svg`), 'utf8');
  for (const side of sides) {
    await page.setViewportSize({ width: side, height: side });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${side}px; height: ${side}px }</style>${drawing}`);
    await page.screenshot({ path: path.join(folder, `${name}-${side}.png`), omitBackground: true });
  }
}
await browser.close();
