/** A number of a possible length that no plan of its country has, and a page with it. */
import type { Page } from '@playwright/test';

export const unknownSaudi = {
  written: '021 123 4567',
  e164: '+966211234567',
  /** The language of the page tells its country. */
  openPage: async (page: Page, pagesUrl: string): Promise<void> => {
    const address = `${pagesUrl}/unknown-number`;
    const body = '<!doctype html><html lang="ar-SA"><p>Phone: <span>021 123 4567</span></p>';
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(address);
    await page.bringToFront();
  },
};
