/**
 * Lifts a call from its `<Dial>` into a conference. The dialled leg moves first; the caller then asks for the action of the
 * `<Dial>`, whose answer is the same conference. Redirecting both at once drops the dialled leg:
 * https://github.com/twilio/twilio-salesforce/issues/54
 */
import { dropConference, findConference, hasLegEnded, saveConferenceSid, type CallConference } from '../call-log/call-conference.ts';
import { conferenceName, conferenceTwiml } from '../call-log/moved-call.ts';
import type { Bindings } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { ProblemError } from '../../shared/problem.ts';
import { findConferenceSid, redirectLeg } from '../twilio/conference.ts';
import { endCall } from '../twilio/rest.ts';

/** Longer than Twilio needs for two documents, and shorter than the extension waits for the answer. */
const maxWaitMs = 8_000;
const pollMs = 150;
/** From then on Twilio is asked too: its callback may be lost. */
const patienceMs = 2_000;
const askEveryMs = 1_000;

/**
 * @param callerSid the leg that dialled the moved one
 * @returns the sid of the conference in which both legs are
 */
export async function conferenceOf(
  env: Bindings,
  callSid: string,
  claimed: CallConference & { isNew: boolean },
  callerSid = callSid,
): Promise<string> {
  if (claimed.conferenceSid !== null) return claimed.conferenceSid;
  const account = restAccount(env);
  // An attempt that was given up may have succeeded since.
  const late = claimed.isNew ? null : await findConferenceSid(account, conferenceName(callSid));
  if (late === null && !(await redirectLeg(account, claimed.movedSid, await conferenceTwiml(env, callSid))))
    return giveUp(env, callSid, callerSid);
  if (late === null) return waitForBoth(env, { callSid, callerSid, movedSid: claimed.movedSid });
  await saveConferenceSid(env.DB, callSid, late);
  return late;
}

/** The dialled leg has ended. A caller who has moved already would wait alone. */
async function giveUp(env: Bindings, callSid: string, callerSid: string): Promise<never> {
  const conference = await findConference(env.DB, callSid);
  await dropConference(env.DB, callSid);
  if (conference?.callerMoved) await endCall(restAccount(env), callerSid);
  return refuse('call-not-connected');
}

type Legs = { callSid: string; callerSid: string; movedSid: string };

async function waitForBoth(env: Bindings, { callSid, callerSid, movedSid }: Legs): Promise<string> {
  const startedAt = Date.now();
  let askAt = startedAt + patienceMs;
  while (Date.now() - startedAt < maxWaitMs) {
    const known = (await findConference(env.DB, callSid))?.conferenceSid;
    if (known) return known;
    if (await hasLegEnded(env.DB, callSid, movedSid)) return giveUp(env, callSid, callerSid);
    if (Date.now() >= askAt) {
      askAt = Date.now() + askEveryMs;
      const found = await findConferenceSid(restAccount(env), conferenceName(callSid));
      if (found !== null) {
        await saveConferenceSid(env.DB, callSid, found);
        return found;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new ProblemError('call-failed');
}
