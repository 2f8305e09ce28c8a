import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', async () => ({ default: (await import('../testing/fake-browser.ts')).fakeBrowser() }));
const { changeBoard, emptyBoard, readBoard, watchBoard } = await import('./app-state.ts');

beforeEach(async () => {
  await changeBoard(() => emptyBoard);
});

test('changes made at the same time all count', async () => {
  await Promise.all([addCard(), addCard(), addCard()]);
  expect(Object.keys((await readBoard()).cards)).toHaveLength(3);
});

test('a change that throws reaches its caller, changes nothing and stops no other', async () => {
  const refused = changeBoard(() => {
    throw new Error('no');
  });
  const next = changeBoard((board) => ({ ...board, draft: '911' }));
  await expect(refused).rejects.toThrow('no');
  expect((await next).draft).toBe('911');
});

test('a watcher sees the board now and after each change, until it stops', async () => {
  const seen: (string | null)[] = [];
  const stop = watchBoard((board) => seen.push(board.draft));
  await changeBoard((board) => ({ ...board, draft: 'a' }));
  stop();
  await changeBoard((board) => ({ ...board, draft: 'b' }));
  expect(seen).toContain('a');
  expect(seen).not.toContain('b');
});

const card = { written: '055', pageUrl: '', host: '' };
const addCard = () => changeBoard((board) => ({ ...board, cards: { ...board.cards, [Object.keys(board.cards).length]: card } }));
