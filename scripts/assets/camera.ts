/** Takes a page of the running product in the light and in the dark look. */
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Control } from '../../e2e/harness/control.ts';
import type { Hatif } from '../../e2e/harness/hatif.ts';
import type { LocalProduct } from '../product/local-product.ts';
import { root } from '../tools/root.ts';

export const readmePictures = path.join(root, 'docs/pictures');

export type Camera = {
  language: 'en' | 'ar';
  context: BrowserContext;
  hatif: Hatif;
  control: Control;
  product: LocalProduct;
  /** Takes the page in both looks; `fullPage` takes the part below the window too. */
  shoot: (page: Page, name: string, options?: { fullPage?: boolean }) => Promise<void>;
};

/** The pictures that the README shows go into `docs/pictures` too. */
export function shootInto(folder: string, hatif: Hatif, language: 'en' | 'ar'): Camera['shoot'] {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  return async (page, screen, { fullPage = false } = {}) => {
    for (const look of ['light', 'dark'] as const) {
      await hatif.changeSettings({ look });
      await page.emulateMedia({ colorScheme: look });
      // The frames of cards follow within half a second.
      await page.waitForTimeout(600);
      const name = `${screen}.${look}.${language}.png`;
      await page.screenshot({ path: path.join(folder, name), animations: 'disabled', fullPage });
      if (readme.includes(name)) copyFileSync(path.join(folder, name), path.join(readmePictures, name));
    }
  };
}

export async function openAt(context: BrowserContext, url: string, width: number, height: number): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.goto(url);
  return page;
}
