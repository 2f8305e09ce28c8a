import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { default: browser } = await import('../../browser.ts');
const { closeCard, openCard } = await import('./cards.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');

const [crm, advert] = ['a'.repeat(32), 'b'.repeat(32)];
const inPage = { id: 'hatif', url: 'https://crm.example/contacts?id=4&token=abc', tab: { id: 7 }, frameId: 0 } as never;
const inAdvert = { id: 'hatif', url: 'https://adverts.example/', tab: { id: 7 }, frameId: 5 } as never;
const toTab = vi.spyOn(browser.tabs, 'sendMessage');
const sent = () => toTab.mock.calls.map(([, envelope]) => (envelope as { message: unknown }).message);

beforeEach(async () => {
  await changeAppState(() => emptyAppState);
  toTab.mockClear();
});

test('a card that another frame opens replaces the card of the tab, and closes the first frame', async () => {
  await openCard({ nonce: crm, written: '055 501 0142' }, inPage);
  expect(sent()).toEqual([]);
  await openCard({ nonce: advert, written: '+1 415 555 0132' }, inAdvert);
  expect((await readAppState()).cards[7]).toMatchObject({ nonce: advert, written: '+1 415 555 0132' });
  expect(sent()).toEqual([{ command: 'closeCard', nonce: crm }]);
});

test('a card that moves to another number of its frame closes nothing', async () => {
  await openCard({ nonce: crm, written: '055 501 0142' }, inPage);
  await openCard({ nonce: crm, written: '011 200 0120' }, inPage);
  expect((await readAppState()).cards[7]).toMatchObject({ nonce: crm, written: '011 200 0120' });
  expect(sent()).toEqual([]);
});

test('a frame that closes its card late leaves the card of another frame alone', async () => {
  await openCard({ nonce: crm, written: '055 501 0142' }, inPage);
  await openCard({ nonce: advert, written: '+1 415 555 0132' }, inAdvert);
  await closeCard(7, crm);
  expect((await readAppState()).cards[7]).toMatchObject({ nonce: advert });
  expect(sent().at(-1)).toEqual({ command: 'closeCard', nonce: crm });
  await closeCard(7, advert);
  expect((await readAppState()).cards).toEqual({});
});

test('the page of a card is kept without secrets', async () => {
  await openCard({ nonce: crm, written: '055 501 0142' }, inPage);
  expect((await readAppState()).cards[7]?.pageUrl).toBe('https://crm.example/contacts?id=4');
});
