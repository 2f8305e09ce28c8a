import { expect, test } from 'vitest';
import { globalKeyHints } from './global-key-hints.ts';

const shortcuts = { answer: 'Alt+Shift+Y', 'hang-up': 'Alt+Shift+D' };

test('alone, a ringing call is declined and answered by the shortcuts', () => {
  expect(globalKeyHints(shortcuts, false)).toEqual([
    { keys: 'Alt+Shift+D', does: 'keyDeclines' },
    { keys: 'Alt+Shift+Y', does: 'keyAnswers' },
  ]);
});

test('during a call the hint says that the shortcut ends the current call', () => {
  expect(globalKeyHints(shortcuts, true)).toEqual([{ keys: 'Alt+Shift+D', does: 'keyEndsCall' }]);
});

test('a shortcut that is not assigned has no hint', () => {
  expect(globalKeyHints({}, false)).toEqual([]);
});
