/** Pages that ask for the numbers of very much text, as a hostile page does. */
import type { Page } from '@playwright/test';

export type Flood = {
  /** Repeated until the text has its length. */
  unit: string;
  length: number;
  /** The text is replaced by another of its kind this often; once where it is missing. */
  everyMs?: number;
};

/** The longest that a content script ever read at once. */
const blockLength = 100_000;
/** No two of this length are the same: content scripts keep the answers about texts they know. */
const differentLength = 4000;

/** The texts that made the service worker deaf: 5 s, 80 s, and for as long as the page was open. */
export const floods = {
  '400 KB': { unit: '00966٥5 - ', length: 400_000 },
  '6 MB': { unit: '00966٥5 - ', length: 6_000_000 },
  '800 KB, changed every 1.5 s': { unit: '00966٥5 - ', length: 800_000, everyMs: 1500 },
  '800 KB of 12345, changed every 1.5 s': { unit: '12345 ', length: 800_000, everyMs: 1500 },
} satisfies Record<string, Flood>;

/** Fills `page` with the text, all of it on the screen, and keeps changing it. */
export async function startFlood(page: Page, flood: Flood): Promise<void> {
  await page.evaluate(
    ({ unit, length, everyMs, size, different }) => {
      let count = 0;
      const some = () => `${count++} ${unit.repeat(Math.ceil(different / unit.length))}`;
      const fill = () => {
        document.body.replaceChildren(
          ...Array.from({ length: Math.ceil(length / size) }, () => {
            const block = document.createElement('p');
            // Without a layout of the text, which would keep the page itself busy for longer than the search.
            block.style.cssText = 'margin: 0; height: 2px; content-visibility: hidden';
            block.textContent = Array.from({ length: Math.min(size, length) / different }, some).join('');
            return block;
          }),
        );
      };
      fill();
      if (everyMs !== undefined) setInterval(fill, everyMs);
    },
    { ...flood, size: blockLength, different: differentLength },
  );
}
