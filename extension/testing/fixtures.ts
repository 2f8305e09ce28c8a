/** The agent, the calls and the log's rows that unit tests start from. */
import type { Agent, LoggedCall } from '../../shared/api.ts';
import { readCaller } from '../../shared/caller.ts';
import type { ActiveCall, IncomingCall } from '../state/app-state.ts';

export const testAgent: Agent = {
  identity: 'omar',
  name: 'Omar',
  phone: null,
  availability: 'available',
  modes: { browser: true, phone: false },
  callerId: null,
  ringSeconds: 30,
  screenPopUrl: null,
  ringOwnPhone: false,
};

/** An outgoing call from the browser that rings. */
export const testCall: ActiveCall = {
  id: '6e4f3f5e-58f0-4c28-b4a7-7a1f3f0ef1a1',
  sid: 'CA1',
  direction: 'outgoing',
  mode: 'browser',
  number: '+966555010142',
  startedAt: 0,
  phase: { is: 'ringing', since: 0 },
  muted: false,
  keys: '',
};

/** A call that rings loudly in this browser. */
export const testIncomingCall: IncomingCall = {
  callId: '0b6d1f2c-3f54-4c0e-9a55-0d6a4d6c7b21',
  sid: 'CA2',
  caller: readCaller('+966555010142'),
  called: '+966112000100',
  since: 1_000,
  ringMode: 'loud',
  answering: false,
};

/** The log's row of `testCall`. */
export const testLoggedCall: LoggedCall = {
  id: `CA${'a'.repeat(32)}`,
  clientCallId: testCall.id,
  direction: 'outgoing',
  mode: 'browser',
  agent: testAgent.identity,
  from: '+966112000100',
  to: testCall.number,
  phase: 'dialling',
  outcome: null,
  problem: null,
  startedAt: new Date(0).toISOString(),
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  talkSeconds: 0,
  pageUrl: null,
  reports: 1,
  name: null,
  caller: null,
  answeredBy: null,
  voicemail: null,
};
