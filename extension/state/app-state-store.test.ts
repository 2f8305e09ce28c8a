import { beforeEach, expect, test, vi } from 'vitest';
import { emptyAppState } from './app-state.ts';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { changeAppState, readAppState, watchAppState } = await import('./app-state-store.ts');

beforeEach(async () => {
  await changeAppState(() => emptyAppState);
});

test('concurrent changes all apply', async () => {
  await Promise.all([addCard(), addCard(), addCard()]);
  expect(Object.keys((await readAppState()).cards)).toHaveLength(3);
});

test('a change that throws rejects for its caller, changes nothing and stops no other change', async () => {
  const refused = changeAppState(() => {
    throw new Error('no');
  });
  const next = changeAppState((appState) => ({ ...appState, draft: { written: '911' } }));
  await expect(refused).rejects.toThrow('no');
  expect((await next).draft).toEqual({ written: '911' });
});

test('a watcher gets the app state now and after each change, until it stops', async () => {
  const drafts: unknown[] = [];
  const stop = watchAppState((appState) => drafts.push(appState.draft?.written));
  await changeAppState((appState) => ({ ...appState, draft: { written: 'a' } }));
  stop();
  await changeAppState((appState) => ({ ...appState, draft: { written: 'b' } }));
  expect(drafts).toContain('a');
  expect(drafts).not.toContain('b');
});

const card = { nonce: 'f', written: '055', pageUrl: '', host: '' };
const addCard = () =>
  changeAppState((appState) => ({ ...appState, cards: { ...appState.cards, [Object.keys(appState.cards).length]: card } }));
