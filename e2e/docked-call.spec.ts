/** The docked card of a live call stays while a single-page app moves between its records. */
import { microphoneHz } from './harness/browser.ts';
import { pressByHand } from './harness/hand.ts';
import { test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

type Contact = { name: string; number: string };
const noura: Contact = { name: 'Noura Al-Harbi', number: '055 501 0142' };
const omar: Contact = { name: 'Omar Said', number: '055 501 0143' };
const dana: Contact = { name: 'Dana Reed', number: '055 501 0144' };

test('the docked call stays while records change: its card, its sound, and the marks of each record', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const customer = control.phone('+966555010142');
  await customer.behave({ answer: 'yes', audio: 'tone', toneHz: 440 });
  const show = (contact: Contact) =>
    page.evaluate(({ name, number }) => {
      history.pushState(null, '', `?contact=${number}`);
      document.title = name;
      document.body.innerHTML = `<main><h1>${name}</h1><dl><dt>Phone</dt><dd><b>${number}</b></dd></dl></main>`;
    }, contact);
  await show(noura);
  await hatif.pressCall(await hatif.clickNumber(page, noura.number));
  await customer.expectTone(microphoneHz);
  const card = await hatif.waitForCard(page);
  await expect(card.getByRole('button', { name: 'Hang up' })).toBeVisible();
  for (const contact of [omar, dana, noura]) {
    await show(contact);
    // The witness that the next record was read.
    await hatif.waitForMark(page, contact.number);
    await expect(card.getByRole('button', { name: 'Hang up' })).toBeVisible();
    expect(page.frames().filter((frame) => frame.url().includes('/card/card.html'))).toEqual([card]);
    expect((await hatif.appState()).call?.phase.is).toBe('connected');
  }
  await customer.resetHeard();
  await customer.expectTone(microphoneHz);
  await pressByHand(card, 'Hang up');
  await customer.waitFor('idle');
});
