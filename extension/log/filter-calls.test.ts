import { describe, expect, it } from 'vitest';
import type { LoggedCall } from '../../shared/api.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { filterCalls } from './filter-calls.ts';

const out: LoggedCall = {
  id: 'CA1',
  clientCallId: null,
  direction: 'outgoing',
  mode: 'browser',
  agent: 'omar',
  from: '+966112000100',
  to: '+966555010142',
  phase: 'ended',
  outcome: 'completed',
  problem: null,
  startedAt: '2026-11-20T11:28:03Z',
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  talkSeconds: 247,
  pageUrl: 'https://app.meridian-crm.example/contacts/12',
  name: null,
  caller: null,
  answeredBy: null,
  voicemail: null,
  reports: 6,
};
const missed: LoggedCall = {
  ...out,
  id: 'CA2',
  direction: 'incoming',
  from: '+971505550719',
  to: '+966112000100',
  outcome: 'no-answer',
  pageUrl: null,
};
const message: LoggedCall = { ...missed, id: 'CA3', from: '+971505550720', voicemail: { id: `RE${'a'.repeat(32)}`, seconds: 32 } };
const found = (...search: [Parameters<typeof filterCalls>[1], string]) => filterCalls([out, missed], ...search).map(({ id }) => id);

describe('filterCalls', () => {
  it('shows a missed call with a voicemail under both filters, as the badge counts it', () => {
    const calls = [out, missed, message];
    expect(filterCalls(calls, 'missed', '')).toEqual([missed, message]);
    expect(filterCalls(calls, 'missed', '')).toEqual(calls.filter(isMissed));
    expect(filterCalls(calls, 'voicemail', '')).toEqual([message]);
  });
  it('leaves all, newest first, when nothing is asked', () => expect(found('all', ' ')).toEqual(['CA1', 'CA2']));
  it('filters by what came of a call', () => {
    expect(found('missed', '')).toEqual(['CA2']);
    expect(found('out', '')).toEqual(['CA1']);
  });
  it.each(['055 501 0142', '٠٥٥ ٥٠١', '+966 55', '0142'])('finds a number written as %s', (typed) => {
    expect(found('all', typed)).toEqual(['CA1']);
  });
  it('finds the other party alone, not our own number', () => expect(found('all', '112000100')).toEqual([]));
  it('finds by country and by site', () => {
    expect(found('all', 'emirates')).toEqual(['CA2']);
    expect(found('all', 'meridian')).toEqual(['CA1']);
  });
});
