import { expect, test } from 'vitest';
import type { Line } from '../protocol/engine-events.ts';
import { lineToShow } from './line.ts';

const revoked: Line = { is: 'problem', problem: { code: 'session-revoked' }, since: 1 };
const ready: Line = { is: 'ready', provenAt: 2 };
const connecting: Line = { is: 'connecting', since: 3 };

test('a line that goes off because of a Problem keeps the Problem shown, until the next attempt', () => {
  expect(lineToShow(revoked, { is: 'off' })).toBe(revoked);
  expect(lineToShow(revoked, connecting)).toBe(connecting);
});

test('every other line is shown as the engine reports it', () => {
  expect(lineToShow(ready, { is: 'off' })).toEqual({ is: 'off' });
  expect(lineToShow(connecting, ready)).toBe(ready);
  expect(lineToShow(ready, revoked)).toBe(revoked);
});
