import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { LoggedCall } from '../../shared/api.ts';
import { problemCodes } from '../../shared/problem.ts';
import { emptyAppState, type AppState } from '../state/app-state.ts';
import { defaultSettings, type Settings } from '../state/settings.ts';
import { testAgent, testCall, testIncomingCall } from '../testing/fixtures.ts';
import { buildReport, type ReportFacts } from './report.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const sid = `CA${'0'.repeat(31)}1`;
const loggedCall: LoggedCall = {
  id: sid,
  clientCallId: null,
  direction: 'outgoing',
  mode: 'browser',
  agent: 'omar',
  from: '+966112000100',
  to: '+966555010142',
  phase: 'ended',
  outcome: 'failed',
  problem: { code: 'caller-id-refused', details: { code: '13214', number: '+966112000100' } },
  startedAt: '2026-11-21T10:00:00.000Z',
  ringingAt: null,
  answeredAt: null,
  endedAt: '2026-11-21T10:00:20.000Z',
  talkSeconds: 0,
  pageUrl: null,
  reports: 2,
  name: null,
  caller: null,
  answeredBy: null,
  voicemail: null,
};
const facts: ReportFacts = {
  now: Date.parse('2026-11-21T12:00:00Z'),
  version: '0.1.0',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  settings: { ...defaultSettings, country: 'SA' },
  appState: {
    ...emptyAppState,
    agent: testAgent,
    line: { is: 'problem', problem: { code: 'token-refused', details: { code: '20101' } }, since: 0 },
    microphone: 'granted',
  },
  calls: [loggedCall],
  problems: [{ at: 0, of: 'line', code: 'token-refused', twilioCode: '20101' }],
};

test('tells the version, the line, the last calls and the last Problems', () => {
  expect(buildReport(facts)).toBe(`Hatif report
made: 2026-11-21T12:00:00.000Z
version: 0.1.0
browser: Chrome 141.0.0.0, Linux
settings: language=system look=system country=SA mode=browser openCardOn=click notifications=true autoAnswer=false doNotDisturb=false screenPop=never microphone=default speaker=default ringer=default sitesOff=0 sitesWithCountry=0
line: problem since 1970-01-01T00:00:00.000Z, token-refused, code: 20101
microphone: granted
availability: available
modes: browser

calls, newest first:
  2026-11-21T10:00:00.000Z, outgoing, browser, +966*******42, failed, 0 s, caller-id-refused, code: 13214, number: +966*******00, ${sid}

problems, newest first:
  1970-01-01T00:00:00.000Z, line, token-refused, code: 20101
`);
});

test('without a log it says so', () => {
  expect(buildReport({ ...facts, calls: null })).toContain('the log could not be read');
});

/** `secret` in every text of the state, the settings and the log that can hold one. */
function planted(secret: string, number: string): ReportFacts {
  const settings: Settings = {
    ...defaultSettings,
    microphoneId: secret,
    speakerId: secret,
    ringerId: secret,
    sitesOff: [secret],
    countryBySite: { [secret]: 'SA' },
    screenPop: { on: 'ring', url: `https://${secret}/{number}` },
    cardPlaces: { [secret]: { top: 1, end: 1 } },
  };
  const problem = { code: 'number-premium' as const, details: { written: secret, host: secret, backend: secret, because: secret, number } };
  const appState: AppState = {
    ...emptyAppState,
    agent: { ...testAgent, identity: secret, name: secret, phone: number, callerId: number, screenPopUrl: secret },
    line: { is: 'problem', problem, since: 0 },
    call: { ...testCall, number, written: secret, pageUrl: secret, name: secret, because: problem },
    incoming: [{ ...testIncomingCall, called: number }],
    problem: { problem, at: 0 },
    draft: { written: secret, host: secret },
  };
  const call: LoggedCall = {
    ...loggedCall,
    id: secret,
    clientCallId: secret,
    agent: secret,
    from: number,
    to: secret,
    problem,
    pageUrl: secret,
    name: secret,
    answeredBy: secret,
  };
  return {
    ...facts,
    userAgent: `Chrome/1 ${secret}`,
    settings,
    appState,
    calls: [call, { ...call, to: number }, { ...call, direction: 'incoming' }],
  };
}

test('no planted number, name, token, session or address appears in a report', () => {
  const secret = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{8,43}$/).map((random) => `hatif_${random}`),
    fc.stringMatching(/^[a-z]{4,10}$/).map((word) => `https://${word}.crm.example/contact?id=7`),
    fc.stringMatching(/^[A-Z][a-z]{3,9}$/).map((name) => `${name} Al-Qahtani خالد`),
    fc.stringMatching(/^eyJ[A-Za-z0-9_-]{20}$/),
  );
  const number = fc.stringMatching(/^5[0-9]{8}$/);
  fc.assert(
    fc.property(secret, number, fc.constantFrom(...problemCodes), (hidden, digits, code) => {
      const report = buildReport({ ...planted(hidden, `+966${digits}`), problems: [{ at: 0, of: 'call', code }] });
      expect(report).toContain(code);
      expect(report).toContain(`+966*******${digits.slice(-2)}`);
      expect(report).not.toContain(hidden);
      // A CallSid and a time are digits too: three digits in a row may be theirs.
      expect(report).not.toContain(digits.slice(0, 7));
      expect(report).not.toContain(digits.slice(-5));
    }),
  );
});
