/**
 * The registration at Twilio as a pure reducer: `(state, event, facts) → {state, effects}`. It knows no SDK, timer or clock;
 * registration.ts feeds it events and runs the effects.
 */
import type { ProbeNeed } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Line } from '../protocol/engine-events.ts';
import type {
  Effect,
  Facts,
  RegistrationEvent,
  RegistrationState,
  TimerEvent,
  TimerName,
  TokenReason,
  Transition,
} from './registration-events.ts';
import { postponedWait, proofWait, renewalWait, retryBase, retryWait, spread } from './retry-policy.ts';
import { isTokenFailure, isUnnamedRefusal, type TwilioFailure, twilioProblem } from './twilio-problem.ts';

/** `register()` can stay pending for ever when the token is refused without an error. */
export const registerTimeoutMs = 10_000;
/** Grace period: reconnects faster than this are not reported. */
export const reconnectGraceMs = 3_000;
/** A live call is not risked for a test: the proof waits for about this time. */
export const proofAfterCallMs = 5 * 60_000;
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

/** The state with its effects, while one event is handled. */
type Draft = RegistrationState & { effects: Effect[] };

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

function prove(draft: Draft, at: number, { random }: Facts): void {
  if (!draft.wanted) return;
  // The suspicion was wrong: the rebuild has not begun, and is not needed.
  if (draft.rebuild) draft.rebuiltAt = null;
  draft.rebuild = false;
  draft.silences = 0;
  draft.inconclusive = 0;
  draft.evidenceAt = at;
  draft.effects.push({ is: 'stopProbe' });
  scheduleProof(draft, proofWait(random));
  // A token that Twilio refused stays a Problem: the registration ends with it.
  if (draft.line.is !== 'problem') ready(draft, at);
}

function ready(draft: Draft, provenAt: number): void {
  report(draft, { is: 'ready', provenAt, ...(draft.rebuiltAt === null ? {} : { rebuiltAt: draft.rebuiltAt }) });
}

/** Evidence keeps its worth while the proof waits. Without evidence the line goes on as before, and never to a Problem. */
function postpone(draft: Draft, laterMs: number, { now, random, isRegistered }: Facts): void {
  const wait = postponedWait(laterMs, random);
  scheduleProof(draft, wait);
  const { line, evidenceAt, silences } = draft;
  if (!isRegistered) return undefined;
  if (line.is === 'unproven' && evidenceAt === null) return report(draft, { ...line, retryAt: now + wait });
  if (evidenceAt !== null && (line.is === 'unproven' || line.is === 'connecting')) return ready(draft, evidenceAt);
  if (line.is === 'connecting' && line.because === undefined && silences === 0) report(draft, { ...line, because: 'awaiting-proof' });
}

function proofDue(draft: Draft, { callIsLive, isRegistered, random }: Facts): void {
  if (callIsLive) scheduleProof(draft, spread(proofAfterCallMs, random));
  else if (isRegistered) startProbe(draft);
}

function startProbe(draft: Draft, need: ProbeNeed = needOf(draft)): void {
  draft.effects.push({ is: 'startProbe', need });
}

function needOf({ evidenceAt, silences }: Draft): ProbeNeed {
  if (evidenceAt !== null) return 'renewal';
  return silences > 0 ? 'silent' : 'first';
}

/** Registered, and no call comes in: only a new registration cures that. */
function wentSilent(draft: Draft, facts: Facts): void {
  if (!draft.wanted) return;
  // The live call needs this Device.
  if (facts.callIsLive) return scheduleProof(draft, spread(proofAfterCallMs, facts.random));
  draft.silences += 1;
  draft.evidenceAt = null;
  draft.rebuild = true;
  if (draft.silences > 1) return unproven(draft, { code: 'line-unproven' }, facts);
  draft.rebuiltAt = facts.now;
  report(draft, { is: 'connecting', since: facts.now, because: 'went-silent' });
  return scheduleToken(draft, 0, 'refused');
}

function unproven(draft: Draft, problem: Problem, { now, random }: Facts): void {
  draft.inconclusive += 1;
  const wait = retryWait(draft.inconclusive, random);
  report(draft, { is: 'unproven', problem, since: draft.line.is === 'unproven' ? draft.line.since : now, retryAt: now + wait });
  if (draft.hasDevice && !draft.rebuild) scheduleProof(draft, wait);
  else scheduleToken(draft, wait, 'refused');
}

function destroyDevice(draft: Draft): void {
  draft.hasDevice = false;
  draft.effects.push({ is: 'stopProbe' }, { is: 'cancel', timer: 'proof' }, { is: 'destroyDevice' });
}

function connecting(draft: Draft, { now }: Facts): void {
  if (draft.line.is !== 'connecting' || isAwaitingProof(draft.line)) report(draft, { is: 'connecting', since: now });
}

function report(draft: Draft, line: Line): void {
  draft.line = line;
  draft.effects.push({ is: 'report', line });
}

const isAwaitingProof = (line: Line) => line.is === 'connecting' && line.because === 'awaiting-proof';
const wasUp = (line: Line) => line.is === 'ready' || line.is === 'unproven' || isAwaitingProof(line);

/**
 * Whether the backend may ring this browser. A registered line that waits for its first probe call may ring: a customer's
 * call is as good a proof, and one that does not arrive is noticed.
 */
export const mayRing = (line: Line) => line.is === 'ready' || isAwaitingProof(line);

function schedule(draft: Draft, timer: TimerName, afterMs: number, event: TimerEvent): void {
  draft.effects.push({ is: 'schedule', timer, afterMs, event });
}

function scheduleToken(draft: Draft, afterMs: number, because: TokenReason): void {
  schedule(draft, 'token', afterMs, { is: 'tokenDue', because });
}

function scheduleProof(draft: Draft, afterMs: number): void {
  schedule(draft, 'proof', afterMs, { is: 'proofDue' });
}
