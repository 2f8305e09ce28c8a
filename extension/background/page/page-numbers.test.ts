import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from '../../state/app-state.ts';
import { testIncomingCall } from '../../testing/fixtures.ts';

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
const caller = async () => (await readAppState()).incoming[0]?.caller;

test('a page that names the caller is named itself; a later page changes nothing', async () => {
  await addPageNumbers([contact], 'evil.example', 0);
  expect(await caller()).toMatchObject({ name: 'Bank Security Team', nameFrom: 'evil.example' });
  await addPageNumbers([{ ...contact, name: 'Noura' }], 'crm.example', 0);
  expect(await caller()).toMatchObject({ name: 'Bank Security Team', nameFrom: 'evil.example' });
});

test('a page without a host names nobody', async () => {
  await addPageNumbers([contact], '', 0);
  expect((await readAppState()).pageNumbers).toHaveLength(1);
  expect(await caller()).toMatchObject({ name: null });
});

test('of two requests at once, the answers to the first are not listed', async () => {
  await listNumbers();
  await listNumbers();
  for (const request of [1, 2]) await addPageNumbers([contact], 'crm.example', request);
  expect((await readAppState()).pageNumbers).toEqual([contact]);
});
