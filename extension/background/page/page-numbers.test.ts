import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';
import { testIncomingCall } from '../../testing/fixtures.ts';
import type { Sender } from '../../protocol/transport.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../../testing/fake-browser.ts')).fakeBrowser() }));
const { addPageNumbers, listNumbers } = await import('./page-numbers.ts');
const { changeAppState, readAppState } = await import('../../state/app-state-store.ts');

beforeEach(() => changeAppState(() => ({ ...emptyAppState, incoming: [testIncomingCall] })));

const contact = {
  number: testIncomingCall.caller.number!,
  name: 'Bank Security Team',
  written: '055 501 0142',
  country: 'SA',
  context: '',
};
const pageAt = (url: string) => ({ url, tab: { id: 1, url } }) as Sender;
const caller = async () => (await readAppState()).incoming[0]?.caller;

test('a page that names the caller is named itself; a later page changes nothing', async () => {
  await addPageNumbers([contact], pageAt('https://evil.example/'), 0);
  expect(await caller()).toMatchObject({ name: 'Bank Security Team', nameFrom: 'evil.example' });
  await addPageNumbers([{ ...contact, name: 'Noura' }], pageAt('https://crm.example/'), 0);
  expect(await caller()).toMatchObject({ name: 'Bank Security Team', nameFrom: 'evil.example' });
});

test('a page without a host names nobody', async () => {
  await addPageNumbers([contact], pageAt(''), 0);
  expect((await readAppState()).pageNumbers).toHaveLength(1);
  expect(await caller()).toMatchObject({ name: null });
});

test('a number whose country is not sure is listed with its likeliest countries', async () => {
  const unsure = { written: '(415) 555-2671', number: null, country: null, context: '' };
  const ofLink = { ...unsure, written: 'Call the shop', href: '020 7946 0018' };
  await addPageNumbers([contact, unsure, ofLink], pageAt('https://crm.example/'), 0);
  const [sure, text, link] = (await readAppState()).pageNumbers;
  expect(sure).toEqual(contact);
  expect(text?.countries).toContain('US');
  expect(link?.countries).toContain('GB');
});

test('of two requests at once, the answers to the first are not listed', async () => {
  await listNumbers();
  await listNumbers();
  for (const request of [1, 2]) await addPageNumbers([contact], pageAt('https://crm.example/'), request);
  expect((await readAppState()).pageNumbers).toEqual([contact]);
});
