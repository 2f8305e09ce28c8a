/**
 * Asks somebody first: the customer hears music in the conference of the call, and the target is rung into the same conference.
 * The agent's leg then ends the conference no more; the customer's always does.
 */
import type { LoggedCall } from '../../shared/api.ts';
import { countryOf } from '../../shared/phone-number.ts';
import type { CallConference } from '../call-log/call-conference.ts';
import { saveTransferLeg, type Transfer } from '../call-log/call-transfer.ts';
import type { Bindings } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { callerIdFor, dialSettingNames } from '../outbound/dial-rules.ts';
import { pushRinging } from '../push/call-updates.ts';
import { createBeforeProbes } from '../push/probe-budget.ts';
import { setEndsOnExit, setHold } from '../twilio/conference.ts';
import { createCall, type RestAccount } from '../twilio/rest.ts';
import { callerSidOf, type Parties } from './held-call.ts';
import { conferenceOf } from './lift-call.ts';
import { invitationOf, ourNumberOf } from './transfer-steps.ts';
import type { TransferTarget } from './transfer-target.ts';

/** Shorter than the time after which most voicemails answer. */
const ringSeconds = 25;

export type Asking = {
  transfer: Transfer;
  call: LoggedCall;
  claimed: CallConference & { isNew: boolean };
  parties: Parties;
  target: TransferTarget;
};

/** A failure leaves the agent with the customer, as before. */
export async function askTarget(env: Bindings, { transfer, call, claimed, parties, target }: Asking): Promise<void> {
  const account = restAccount(env);
  const { customerSid, agentSid } = parties;
  const conferenceSid = await conferenceOf(env, call.id, claimed, callerSidOf(parties));
  if (!(await setEndsOnExit(account, conferenceSid, agentSid, false))) refuse('call-not-connected');
  try {
    if (!(await setHold(account, conferenceSid, customerSid, true))) refuse('call-not-connected');
    await saveTransferLeg(env.DB, transfer.id, await ringTarget(env, { transfer, call, target }, account));
  } catch (error) {
    await backToCustomer(account, conferenceSid, parties).catch(() => undefined);
    throw error;
  }
}

/** The agent talks with the customer again, and ends the call by leaving. @returns false when the agent has left */
export async function backToCustomer(
  account: RestAccount,
  conferenceSid: string,
  { customerSid, agentSid }: Pick<Parties, 'customerSid' | 'agentSid'>,
): Promise<boolean> {
  const agentIsThere = await setEndsOnExit(account, conferenceSid, agentSid, true);
  await setHold(account, conferenceSid, customerSid, false);
  return agentIsThere;
}

async function ringTarget(
  env: Bindings,
  { transfer, call, target }: Pick<Asking, 'transfer' | 'call' | 'target'>,
  account: RestAccount,
): Promise<string> {
  const { PUBLIC_URL, ...settings } = requireSettings(settingsOf(env), 'PUBLIC_URL', ...dialSettingNames);
  const query = `transfer=${transfer.id}`;
  const urls = {
    url: `${PUBLIC_URL}/api/calls/twiml/asked?${query}`,
    statusUrl: `${PUBLIC_URL}/api/calls/webhook/status?of=${call.id}&${query}`,
  };
  const create = (to: string, from: string) => createBeforeProbes(env, () => createCall(account, { to, from, ringSeconds, ...urls }));
  if (target.is === 'colleague' && target.browser) {
    pushRinging(env, call.id, [target.identity]);
    const to = `client:${target.identity}?${fitting(await invitationOf(env.DB, transfer, call, 'asked'))}`;
    return (await create(to, ourNumberOf(call))).sid;
  }
  const number = target.is === 'number' ? target.number.e164 : target.is === 'colleague' ? target.phone : null;
  if (number === null) return refuse('colleague-unreachable');
  return (await create(number, callerIdFor(countryOf(number), settings))).sid;
}

/** Twilio advises at most 800 bytes of custom parameters; a name is what the card can do without. */
const maxParameterBytes = 780;

function fitting(parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  if (query.length <= maxParameterBytes) return query;
  const { name: _, nameFrom: __, ...caller } = JSON.parse(parameters['caller'] ?? '{}') as Record<string, unknown>;
  return new URLSearchParams({ ...parameters, caller: JSON.stringify({ ...caller, name: null }) }).toString();
}
