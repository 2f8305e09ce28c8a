/** axe-core finds no fault on any page of the extension, targets under 24 px included, in both languages and both themes. */
import type { Frame, Page } from '@playwright/test';
import { axeViolations } from './harness/axe.ts';
import { customer, incomingCard, receiveCall, sendCommand, test } from './harness/incoming.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect } from './harness/test.ts';

const looks = (['en', 'ar'] as const).flatMap((language) => (['light', 'dark'] as const).map((look) => ({ language, look })));

/** No fault in any look; every page changes its look where it stands. */
async function expectNoFaults(hatif: Hatif, surfaces: Record<string, Page | Frame>): Promise<void> {
  const faults: string[] = [];
  for (const { language, look } of looks) {
    await hatif.changeSettings({ language, look });
    for (const [name, where] of Object.entries(surfaces)) {
      await expect(where.locator('html')).toHaveAttribute('lang', language);
      // A colour that is still on its way from the other theme has another contrast.
      await where.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))));
      faults.push(...(await axeViolations(where)).map((fault) => `${name} ${language} ${look}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
}

test('pages before the pairing', async ({ hatif }) => {
  const surfaces = {
    popup: await hatif.open('popup'),
    welcome: await hatif.open('welcome'),
    options: await hatif.open('options'),
    log: await hatif.open('log'),
  };
  await expectNoFaults(hatif, surfaces);
});

test('pages of a paired browser, and the card of a number, which is whole at twice the size of text', async ({
  context,
  product,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const card = await hatif.clickNumber(crm, '055 501 0142');
  await expect(card.getByRole('button', { name: 'Call', exact: true })).toBeVisible();
  const pages = {
    popup: await hatif.open('popup'),
    card,
    welcome: await hatif.open('welcome'),
    options: await hatif.open('options'),
    log: await hatif.open('log'),
  };
  await expectNoFaults(hatif, pages);
  await card.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const textSize = () =>
    card
      .locator('.country')
      .first()
      .evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
  await expect.poll(textSize).toBeGreaterThan(20);
  expect(await card.locator('.number').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('a call in the popup: the heading has the focus from the first ring to the end', async ({ control, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  const heading = popup.getByRole('heading', { level: 1 });
  await expect(popup.getByRole('textbox')).toBeFocused();
  await control.phone(customer).behave({ answer: 'manual' });
  await sendCommand(popup, { command: 'dial', number: customer });
  await control.phone(customer).waitFor('ringing');
  await expect(heading).toBeFocused();
  await control.phone(customer).answer();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await expect(heading).toBeFocused();
  await expectNoFaults(hatif, { popup });
  await control.phone(customer).hangUpAndWait();
  await expect(heading).toBeFocused();
});

test('an incoming call: card, window and popup', async ({ control, pairedHatif: hatif, plainPage, context }) => {
  await receiveCall(control, hatif);
  const card = await incomingCard(plainPage);
  await expect(card.getByRole('timer')).toBeVisible();
  const window = await context.newPage();
  await window.goto(hatif.address('popup').replaceAll('popup', 'incoming'));
  const popup = await hatif.open('popup');
  await expectNoFaults(hatif, { card, window, popup });
});
