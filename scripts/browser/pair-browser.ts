/** Pairs the extension through its own welcome page, as a person would. */
import type { Page } from '@playwright/test';

/** Fills in the pairing link and presses Connect on a welcome page that is open. */
export async function pairOnWelcomePage(page: Page, link: string): Promise<void> {
  await page.getByRole('textbox').first().fill(link);
  await page.getByRole('button', { name: /^(Connect|ربط)$/ }).click();
}
