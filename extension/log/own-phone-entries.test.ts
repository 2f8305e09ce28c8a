import { expect, it } from 'vitest';
import type { CallHistoryEvent } from '../../shared/call-log/call-events.ts';
import { ownPhoneEntries } from './own-phone-entries.ts';

const event = (second: number, source: CallHistoryEvent['source'], status: string, party: string | null = null): CallHistoryEvent => ({
  at: `2026-11-20T10:00:0${second}Z`,
  source,
  status,
  party,
});
const rang = event(1, 'leg', 'ringing');
const answered = event(3, 'leg', 'in-progress');
const pressed = event(5, 'agent', 'in-progress');
const theirs = [event(6, 'leg', 'ringing', '+966555010142'), event(8, 'leg', 'in-progress', '+966555010142')];
const steps = (events: CallHistoryEvent[]) => ownPhoneEntries(events).map(({ at, is }) => [at.slice(-2, -1), is]);

it('are the ring and the press of 1, not those of the other party', () => {
  expect(steps([event(0, 'leg', 'queued'), rang, rang, answered, pressed, ...theirs])).toEqual([
    ['1', 'rang'],
    ['5', 'pressed'],
  ]);
});

it('have the answer where nobody has to press 1, or nobody did', () => {
  expect(steps([rang, answered, ...theirs])).toEqual([
    ['1', 'rang'],
    ['3', 'answered'],
  ]);
});

it('are none without events', () => {
  expect(steps(theirs)).toEqual([]);
});
