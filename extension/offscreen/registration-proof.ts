/** How the registration is proven: by an invitation that arrives. The part of the reducer that asks for proofs and weighs them. */
import type { ProbeNeed } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Facts } from './registration-events.ts';
import { type Draft, report, scheduleProof, scheduleToken } from './registration-draft.ts';
import { postponedWait, proofWait, retryWait, spread } from './retry-policy.ts';

/** A live call is not risked for a test: the proof waits for about this time. */
export const proofAfterCallMs = 5 * 60_000;

export function prove(draft: Draft, at: number, { random }: Facts): void {
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

export function ready(draft: Draft, provenAt: number): void {
  report(draft, { is: 'ready', provenAt, ...(draft.rebuiltAt === null ? {} : { rebuiltAt: draft.rebuiltAt }) });
}

/** Evidence keeps its worth while the proof waits. Without evidence the line goes on as before, and never to a Problem. */
export function postpone(draft: Draft, laterMs: number, { now, random, isRegistered }: Facts): void {
  const wait = postponedWait(laterMs, random);
  scheduleProof(draft, wait);
  const { line, evidenceAt, silences } = draft;
  if (!isRegistered) return undefined;
  if (line.is === 'unproven' && evidenceAt === null) return report(draft, { ...line, retryAt: now + wait });
  if (evidenceAt !== null && (line.is === 'unproven' || line.is === 'connecting')) return ready(draft, evidenceAt);
  if (line.is === 'connecting' && line.because === undefined && silences === 0) report(draft, { ...line, because: 'awaiting-proof' });
}

export function proofDue(draft: Draft, { callIsLive, isRegistered, random }: Facts): void {
  if (callIsLive) scheduleProof(draft, spread(proofAfterCallMs, random));
  else if (isRegistered) startProbe(draft);
}

export function startProbe(draft: Draft, need: ProbeNeed = needOf(draft)): void {
  draft.effects.push({ is: 'startProbe', need });
}

function needOf({ evidenceAt, silences }: Draft): ProbeNeed {
  if (evidenceAt !== null) return 'renewal';
  return silences > 0 ? 'silent' : 'first';
}

/** Registered, and no call comes in: only a new registration cures that. */
export function wentSilent(draft: Draft, facts: Facts): void {
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

export function unproven(draft: Draft, problem: Problem, { now, random }: Facts): void {
  draft.inconclusive += 1;
  const wait = retryWait(draft.inconclusive, random);
  report(draft, { is: 'unproven', problem, since: draft.line.is === 'unproven' ? draft.line.since : now, retryAt: now + wait });
  if (draft.hasDevice && !draft.rebuild) scheduleProof(draft, wait);
  else scheduleToken(draft, wait, 'refused');
}
