/** A page learns nothing of a call that rings over it. */
import { listenIn } from './detection-harness.ts';
import { incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

test('the page cannot read the number, answer the call, or find the card in its own tree', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  // A number that the page itself does not show.
  const caller = '+442079460199';
  const heard = await listenIn(await hatif.serviceWorker());
  await receiveCall(control, hatif, caller);
  const card = await incomingCard(page);
  await expect(card.locator('body')).toContainText('0199');
  const learned = await page.evaluate(() => {
    const texts: string[] = [];
    const walk = (node: Node) => {
      texts.push(node.textContent ?? '', node instanceof Element ? node.outerHTML : '');
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      node.childNodes.forEach(walk);
    };
    walk(document);
    getSelection()?.selectAllChildren(document.documentElement);
    const found = (window as unknown as { find(text: string): boolean }).find('0199');
    const frames = Array.from({ length: window.length }, (_, at) => {
      try {
        return window[at]?.document.body.textContent;
      } catch {
        return 'closed';
      }
    });
    return { texts: texts.join(' '), selected: String(getSelection()), found, frames };
  });
  expect(learned.texts).not.toMatch(/0199|Answer/);
  expect(learned.selected).not.toContain('0199');
  expect(learned.found).toBe(false);
  expect(learned.frames.every((text) => text === 'closed')).toBe(true);
  // A script can press nothing: neither by an event nor by a message that looks like ours.
  await page.evaluate(() => {
    for (const element of document.documentElement.children) {
      if (element instanceof HTMLElement) element.click();
    }
    for (let at = 0; at < window.length; at += 1)
      window[at]?.postMessage({ to: 'background', kind: 'command', message: { command: 'answer' } }, '*');
    for (const type of ['keydown', 'keyup']) document.dispatchEvent(new KeyboardEvent(type, { code: 'KeyA', key: 'a', bubbles: true }));
  });
  // The agent's own press comes from the same frame, so commands of the script would arrive before it.
  await pressUntilHandled(card, 'Decline', hatif);
  await expect.poll(() => heard.times('decline')).toBe(1);
  for (const command of ['answer', 'endAndAnswer', 'sendToVoicemail', 'silence']) expect(await heard.times(command), command).toBe(0);
  expect((await hatif.appState()).call).toBeNull();
  await control.phone(caller).hangUp();
});
