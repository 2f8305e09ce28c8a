import { expect, test } from 'vitest';
import { globalKeyHints } from './global-key-hints.ts';

const alone = { duringCall: false, canHold: false };
const shortcuts = { answer: 'Alt+Shift+Y', 'hang-up': 'Alt+Shift+D' };

test('alone, a ringing call is declined and answered by the shortcuts', () => {
  expect(globalKeyHints(shortcuts, alone)).toEqual([
    { keys: 'Alt+Shift+D', does: 'keyDeclines' },
    { keys: 'Alt+Shift+Y', does: 'keyAnswers' },
  ]);
});

test('during a call the hint says that the shortcut ends the current call', () => {
  const ends = { keys: 'Alt+Shift+D', does: 'keyEndsCall' };
  expect(globalKeyHints(shortcuts, { duringCall: true, canHold: false })).toEqual([ends]);
  expect(globalKeyHints(shortcuts, { duringCall: true, canHold: true })).toEqual([ends, { keys: 'Alt+Shift+Y', does: 'keyAnswers' }]);
});

test('a shortcut that is not assigned has no hint', () => {
  expect(globalKeyHints({}, alone)).toEqual([]);
});
