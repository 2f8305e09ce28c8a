/** Conferences in Twilio's REST API, and the redirect that moves a leg into one. */
import * as z from 'zod/mini';
import { problemOf } from '../../shared/problem.ts';
import { nullIfUnknown, requestJson, type RestAccount } from './rest.ts';

const sidSchema = z.object({ sid: z.string() });
const listSchema = z.object({ conferences: z.array(sidSchema) });
const participantSchema = z.object({ hold: z.boolean() });

/** "Call is not in-progress. Cannot redirect." */
const wrongCallState = '21220';

/**
 * Gives the leg another document. Twilio answers before the leg leaves the present one.
 * @returns false when the leg is not in progress.
 */
export async function redirectLeg(account: RestAccount, sid: string, twiml: string): Promise<boolean> {
  const form = new URLSearchParams({ Twiml: twiml });
  return requestJson(account, 'POST', `Calls/${sid}.json`, sidSchema, form).then(
    () => true,
    (error: unknown) => {
      const { code, details } = problemOf(error, 'call-failed');
      if (code === 'call-unknown' || details?.['code'] === wrongCallState) return false;
      throw error;
    },
  );
}

/** The sid of the conference in progress that has that name; null without one. */
export async function findConferenceSid(account: RestAccount, name: string): Promise<string | null> {
  const query = new URLSearchParams({ FriendlyName: name, Status: 'in-progress' });
  const { conferences } = await requestJson(account, 'GET', `Conferences.json?${query.toString()}`, listSchema);
  return conferences[0]?.sid ?? null;
}

const participantPath = (conferenceSid: string, callSid: string) => `Conferences/${conferenceSid}/Participants/${callSid}.json`;

/**
 * Whether the conference ends when the participant leaves. Twilio accepts and ignores this for a participant on hold.
 * @returns false when the participant is not in the conference.
 */
export async function setEndsOnExit(account: RestAccount, conferenceSid: string, callSid: string, endsOnExit: boolean): Promise<boolean> {
  const form = new URLSearchParams({ EndConferenceOnExit: String(endsOnExit) });
  const path = participantPath(conferenceSid, callSid);
  return (await requestJson(account, 'POST', path, participantSchema, form).catch(nullIfUnknown)) !== null;
}

/**
 * Plays music to the participant, or lets it talk again. Twilio's default music plays until the resume.
 * https://www.twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource
 * @returns false when the participant is not in the conference.
 */
export async function setHold(account: RestAccount, conferenceSid: string, callSid: string, hold: boolean): Promise<boolean> {
  const form = new URLSearchParams({ Hold: String(hold) });
  const path = participantPath(conferenceSid, callSid);
  return (await requestJson(account, 'POST', path, participantSchema, form).catch(nullIfUnknown)) !== null;
}
