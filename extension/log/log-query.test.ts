import { expect, test } from 'vitest';
import { allCalls, filtersOf, isFiltered, isTooShort } from './log-query.ts';

test('without a choice every call is asked for', () => {
  expect(filtersOf(allCalls)).toEqual({});
  expect(isFiltered(allCalls)).toBe(false);
});

test('a search is sent once it has three characters, in any script', () => {
  expect(filtersOf({ ...allCalls, searched: ' نو ' })).toEqual({});
  expect(isTooShort(' نو ')).toBe(true);
  expect(isTooShort('   ')).toBe(false);
  expect(filtersOf({ ...allCalls, searched: ' نورة ' })).toEqual({ q: 'نورة' });
  expect(isFiltered({ ...allCalls, searched: '055' })).toBe(true);
});

test('the team and one of its agents are filters', () => {
  expect(filtersOf({ ...allCalls, scope: 'team' })).toEqual({ scope: 'team' });
  expect(filtersOf({ ...allCalls, scope: 'team', agent: 'sara', kind: 'out' })).toEqual({
    scope: 'team',
    agent: 'sara',
    direction: 'outgoing',
  });
});

test.each([
  ['missed', { outcome: 'missed' }],
  ['voicemail', { outcome: 'voicemail' }],
  ['in', { direction: 'incoming' }],
  ['out', { direction: 'outgoing' }],
] as const)('%s has its filter', (kind, filters) => {
  expect(filtersOf({ ...allCalls, kind })).toEqual(filters);
});

test('days begin and end at midnight here, and the last day belongs to the time', () => {
  const day = new Date(2026, 10, 20).toISOString();
  const next = new Date(2026, 10, 21).toISOString();
  expect(filtersOf({ ...allCalls, kind: 'out', result: 'busy', firstDay: '2026-11-20', lastDay: '2026-11-20' })).toEqual({
    direction: 'outgoing',
    outcome: 'busy',
    from: day,
    to: next,
  });
  expect(filtersOf({ ...allCalls, firstDay: 'soon', lastDay: '20.11.2026' })).toEqual({});
});
