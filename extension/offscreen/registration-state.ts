/**
 * The registration at Twilio as a pure reducer: `(state, event, facts) → {state, effects}`. It knows no SDK, timer or clock;
 * registration.ts feeds it events and runs the effects.
 */
import type { Problem } from '../../shared/problem.ts';
import { connecting, destroyDevice, type Draft, report, schedule, scheduleProof, scheduleToken, wasUp } from './registration-draft.ts';
import type { Facts, RegistrationEvent, RegistrationState, TokenReason, Transition } from './registration-events.ts';
import { postpone, proofDue, prove, ready, startProbe, unproven, wentSilent } from './registration-proof.ts';
import { proofWait, renewalWait, retryBase, retryWait } from './retry-policy.ts';
import { isTokenFailure, isUnnamedRefusal, type TwilioFailure, twilioProblem } from './twilio-problem.ts';

/** `register()` can stay pending for ever when the token is refused without an error. */
export const registerTimeoutMs = 10_000;
/** Grace period: reconnects faster than this are not reported. */
export const reconnectGraceMs = 3_000;
/** After a reconnect the proof is spread over this time: many browsers lose their connection at the same moment. */
export const reconnectSpreadMs = 30_000;
/** Older evidence says nothing about a connection that is made again. */
export const evidenceLapsesMs = 24 * 60 * 60_000;

export const initialState: RegistrationState = {
  wanted: false,
  line: { is: 'off' },
  hasDevice: false,
  failures: 0,
  silences: 0,
  inconclusive: 0,
  rebuiltAt: null,
  evidenceAt: null,
  isNewDevice: false,
  rebuild: false,
};

export function reduceRegistration(before: RegistrationState, event: RegistrationEvent, facts: Facts): Transition {
  const draft: Draft = { ...before, effects: [] };
  apply(draft, event, facts);
  const { effects, ...state } = draft;
  return { state, effects };
}

function apply(draft: Draft, event: RegistrationEvent, facts: Facts): void {
  switch (event.is) {
    case 'hold':
      return hold(draft, facts);
    case 'drop':
      return drop(draft);
    case 'tokenReceived':
      return receiveToken(draft, event, facts);
    case 'tokenUnavailable':
      return retryToken(draft, facts);
    case 'checkRequested':
      return check(draft, facts);
    case 'woke':
      // Quietly: the line is reported again only if the proof fails.
      if (draft.wanted && !facts.callIsLive && facts.isRegistered) startProbe(draft);
      return undefined;
    case 'registered':
      return becomeRegistered(draft, facts);
    case 'unregistered':
      if (draft.wanted && wasUp(draft.line)) connecting(draft, facts);
      return undefined;
    case 'deviceFailed':
      return deviceFailed(draft, event, facts);
    case 'invited':
      return prove(draft, event.at, facts);
    case 'probePostponed':
      return postpone(draft, event.laterMs, facts);
    case 'probeLost':
    case 'inviteMissed':
      return wentSilent(draft, facts);
    case 'probeFailed':
      return unproven(draft, event.problem, facts);
    case 'inviteAnnounced':
      if (draft.wanted && !facts.callIsLive) draft.effects.push({ is: 'expectInvite', sid: event.sid });
      return undefined;
    case 'tokenDue':
      return askForToken(draft, event.because, facts);
    case 'registrationTimedOut':
      if (!facts.isRegistered) fail(draft, event.problem, facts);
      return undefined;
    case 'proofDue':
      return proofDue(draft, facts);
  }
}

function hold(draft: Draft, facts: Facts): void {
  if (draft.wanted) return;
  draft.wanted = true;
  draft.failures = 0;
  connecting(draft, facts);
  scheduleToken(draft, 0, 'expiring');
}

function drop(draft: Draft): void {
  draft.wanted = false;
  draft.evidenceAt = null;
  draft.effects.push({ is: 'cancel', timer: 'token' }, { is: 'cancel', timer: 'registration' }, { is: 'forgetInvites' });
  destroyDevice(draft);
  report(draft, { is: 'off' });
}

function receiveToken(draft: Draft, { token, expiresAt }: { token: string; expiresAt: number }, facts: Facts): void {
  if (!draft.wanted) return;
  scheduleToken(draft, renewalWait(expiresAt, facts.now), 'expiring');
  const deviceStands = facts.isRegistered && draft.line.is !== 'problem' && !draft.rebuild;
  if (draft.hasDevice && (deviceStands || facts.callIsLive)) {
    draft.effects.push({ is: 'updateToken', token });
    // Reported again: the background may show a Problem for want of a token.
    return report(draft, draft.line);
  }
  destroyDevice(draft);
  draft.rebuild = false;
  draft.hasDevice = true;
  draft.isNewDevice = true;
  if (draft.line.is !== 'problem' && draft.line.is !== 'unproven') connecting(draft, facts);
  schedule(draft, 'registration', registerTimeoutMs, { is: 'registrationTimedOut', problem: { code: 'line-timed-out' } });
  draft.effects.push({ is: 'makeDevice', token });
}

function retryToken(draft: Draft, { random }: Facts): void {
  if (!draft.wanted) return;
  draft.failures += 1;
  scheduleToken(draft, retryWait(draft.failures, random), 'refused');
}

function askForToken(draft: Draft, because: TokenReason, { random }: Facts): void {
  if (!draft.wanted) return;
  // The service worker may stop before it answers: the request times out after the base, then comes a jittered retry.
  const next = draft.failures + 1;
  scheduleToken(draft, retryBase(next) + retryWait(next, random), because);
  draft.effects.push({ is: 'askForToken', because });
}

function check(draft: Draft, facts: Facts): void {
  if (facts.callIsLive) return;
  if (!draft.hasDevice || !facts.isRegistered) {
    draft.failures = 0;
    if (draft.wanted) scheduleToken(draft, 0, 'refused');
    return;
  }
  connecting(draft, facts);
  draft.rebuiltAt = null;
  startProbe(draft, 'person');
}

function becomeRegistered(draft: Draft, facts: Facts): void {
  draft.effects.push({ is: 'cancel', timer: 'registration' });
  draft.failures = 0;
  const isNew = draft.isNewDevice;
  draft.isNewDevice = false;
  if (draft.evidenceAt !== null && facts.now - draft.evidenceAt > evidenceLapsesMs) draft.evidenceAt = null;
  if (draft.evidenceAt === null) {
    if (!wasUp(draft.line)) connecting(draft, facts);
    return startProbe(draft);
  }
  // Twilio repeats `registered`, and a network that flaps says nothing against the evidence.
  if (draft.line.is !== 'ready') ready(draft, draft.evidenceAt);
  const dueAfterMs = isNew ? 0 : draft.evidenceAt + proofWait(facts.random) - facts.now;
  return scheduleProof(draft, Math.max(dueAfterMs, facts.random * reconnectSpreadMs));
}

function deviceFailed(draft: Draft, { error, ofCall }: { error: TwilioFailure; ofCall: boolean }, facts: Facts): void {
  if (isTokenFailure(error)) return fail(draft, twilioProblem(error, 'token-refused'), facts);
  if (isUnnamedRefusal(error) && !ofCall) {
    // On a registered Device the error may be about anything: it counts only if the registration falls with it.
    const afterMs = facts.isRegistered ? reconnectGraceMs : 0;
    return schedule(draft, 'registration', afterMs, { is: 'registrationTimedOut', problem: twilioProblem(error, 'token-refused') });
  }
  if (facts.isRegistered || draft.line.is === 'problem') return;
  connecting(draft, facts);
  const problem = twilioProblem(error, 'line-unreachable');
  schedule(draft, 'registration', reconnectGraceMs, { is: 'registrationTimedOut', problem });
}

/** The next token makes a new Device, unless a call needs the present one. */
function fail(draft: Draft, problem: Problem, { now, random }: Facts): void {
  draft.effects.push({ is: 'cancel', timer: 'registration' });
  if (!draft.wanted) return;
  draft.failures += 1;
  const wait = retryWait(draft.failures, random);
  report(draft, { is: 'problem', problem, since: draft.line.is === 'problem' ? draft.line.since : now, retryAt: now + wait });
  scheduleToken(draft, wait, 'refused');
}
