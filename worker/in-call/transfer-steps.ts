/** The TwiML of a customer who is sent on: the target rings, then the agent who transferred, then voicemail records. */
import { cleanHost, readCaller, type Caller } from '../../shared/caller.ts';
import { countryOf } from '../../shared/phone-number.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { agentByIdentity } from '../agents/agent-store.ts';
import type { Transfer } from '../call-log/call-transfer.ts';
import type { Bindings } from '../http/bindings.ts';
import { numberSettingNames, ownPhoneObjection } from '../http/number-rules.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { languageOfCaller, speechIn, voicemailPrompt } from '../http/voice-prompts.ts';
import { callerIdFor, callTimeLimit, dialSettingNames } from '../outbound/dial-rules.ts';
import { pushRinging } from '../push/call-updates.ts';
import { dialNumber, recordVoicemail, ringClients, ringPhones } from '../twilio/twiml.ts';
import { findColleague } from './colleagues.ts';
import { toVoicemail } from './transfer-target.ts';

/** What rings, in this order; `back-…` is the agent who transferred. */
export const transferSteps = ['browser', 'phone', 'number', 'back-phone', 'back-browser', 'voicemail'] as const;
export type TransferStep = (typeof transferSteps)[number];

export const isOwnPhoneStep = (step: TransferStep) => step === 'phone' || step === 'back-phone';
export const isBack = (step: TransferStep) => step === 'back-phone' || step === 'back-browser';

/** Twilio adds 5 seconds to each. */
const maxRingSeconds = 25;
const backRingSeconds = 15;

type Route = { step: TransferStep; to: string };

/**
 * What rings after `after`. The agent's own browser rings without a look at its presence: a line that is not there fails at
 * once, and an agent who is away has just talked to this customer.
 */
export async function nextRoute(env: Bindings, transfer: Transfer, call: LoggedCall, after: TransferStep | null): Promise<Route> {
  const routes = [...(await routesToTarget(env, transfer)), ...(await routesBack(env, transfer, call))];
  const done = after === null ? -1 : transferSteps.indexOf(after);
  const next = transfer.stage === 'voicemail' ? undefined : routes.find(({ step }) => transferSteps.indexOf(step) > done);
  return next ?? { step: 'voicemail', to: '' };
}

async function routesToTarget(env: Bindings, { target, toAgent }: Transfer): Promise<Route[]> {
  if (target === toVoicemail) return [];
  if (target.startsWith('+')) return [{ step: toAgent === null ? 'number' : 'phone', to: target }];
  const colleague = await findColleague(env.DB, target, Date.now());
  const rules = requireSettings(settingsOf(env), ...numberSettingNames);
  const rings = colleague?.ownPhone && colleague.phone !== null && ownPhoneObjection(colleague.phone, rules) === null;
  return [
    ...(colleague?.browser ? [{ step: 'browser' as const, to: target }] : []),
    ...(rings && colleague.phone ? [{ step: 'phone' as const, to: colleague.phone }] : []),
  ];
}

async function routesBack(env: Bindings, { fromAgent, target }: Transfer, { mode }: LoggedCall): Promise<Route[]> {
  const agent = await agentByIdentity(env.DB, fromAgent);
  if (target === toVoicemail || !agent || agent.revokedAt !== null) return [];
  const rules = requireSettings(settingsOf(env), ...numberSettingNames);
  const byPhone = mode === 'phone' && agent.phone !== null && ownPhoneObjection(agent.phone, rules) === null;
  return [...(byPhone && agent.phone ? [{ step: 'back-phone' as const, to: agent.phone }] : []), { step: 'back-browser', to: fromAgent }];
}

/** The TwiML for the customer's leg. */
export async function routeTwiml(env: Bindings, transfer: Transfer, call: LoggedCall, { step, to }: Route): Promise<string> {
  const { PUBLIC_URL, ...settings } = requireSettings(settingsOf(env), 'PUBLIC_URL', 'RING_SECONDS', ...dialSettingNames);
  const query = new URLSearchParams({ transfer: String(transfer.id), step });
  if (step === 'voicemail') return voicemailTwiml(env, call, PUBLIC_URL);
  const common = {
    timeLimitSeconds: await secondsFor(env, transfer, step, settings),
    statusUrl: `${PUBLIC_URL}/api/calls/webhook/status?of=${call.id}&${query.toString()}`,
    actionUrl: `${PUBLIC_URL}/api/calls/twiml/transferred?${query.toString()}`,
  };
  const seconds = isBack(step) ? backRingSeconds : Math.min(settings.RING_SECONDS, maxRingSeconds);
  if (step === 'number') return dialNumber({ ...common, number: to, callerId: callerIdFor(countryOf(to), settings) });
  if (isOwnPhoneStep(step)) {
    const acceptUrl = `${PUBLIC_URL}/api/calls/twiml/transfer-accept?${query.toString()}`;
    return ringPhones([to], { ...common, callerId: callerIdFor(countryOf(to), settings), seconds, acceptUrl });
  }
  pushRinging(env, call.id, [to]);
  const parameters = await invitationOf(env.DB, transfer, call, isBack(step) ? 'returned' : 'sent');
  return ringClients([{ identity: to, parameters }], { ...common, callerId: ourNumberOf(call), seconds });
}

function voicemailTwiml(env: Bindings, call: LoggedCall, publicUrl: string): string {
  const settings = settingsOf(env);
  const speech = speechIn(languageOfCaller(callerOf(call).number, settings.values.CALLER_LANGUAGES), settings);
  return recordVoicemail(voicemailPrompt(speech), {
    actionUrl: `${publicUrl}/api/calls/twiml/recorded`,
    recordingUrl: `${publicUrl}/api/calls/webhook/recording?of=${call.id}`,
  });
}

/** An outside number costs the minutes of the agent who transferred. */
async function secondsFor(
  { DB: db }: Bindings,
  { fromAgent, callSid }: Transfer,
  step: TransferStep,
  settings: Parameters<typeof callTimeLimit>[2],
): Promise<number> {
  return step === 'number' ? callTimeLimit(db, { sid: callSid, agent: fromAgent }, settings, Date.now()) : settings.MAX_CALL_MINUTES * 60;
}

/** Our number of the conversation: the caller ID of browsers' legs. */
export const ourNumberOf = ({ direction, from, to }: LoggedCall) => (direction === 'incoming' ? to : from);

/** The customer, as the card of a ringing call shows them. */
function callerOf({ direction, caller, from, to, name, pageUrl }: LoggedCall): Caller {
  if (direction === 'incoming') return caller ?? readCaller(from);
  const host = cleanHost(URL.parse(pageUrl ?? '')?.hostname);
  return host === null ? readCaller(to) : readCaller(to, name, host);
}

/** A name as long as a card shows it, and no longer than Twilio's limit for parameters leaves room for. */
const maxByLength = 30;

/** Custom parameters of the invitation: the call, the customer, and who transfers, or who did not answer. */
export async function invitationOf(
  db: D1Database,
  transfer: Transfer,
  call: LoggedCall,
  why: 'sent' | 'asked' | 'returned',
): Promise<Record<string, string>> {
  const by = why === 'returned' ? await nameOfTarget(db, transfer) : ((await agentByIdentity(db, transfer.fromAgent))?.name ?? '');
  const called = ourNumberOf(call);
  return { call: call.id, caller: JSON.stringify(callerOf(call)), called, why, by: by.slice(0, maxByLength) };
}

async function nameOfTarget(db: D1Database, { target, toAgent }: Transfer): Promise<string> {
  const colleague = toAgent === null ? null : await agentByIdentity(db, toAgent);
  return colleague?.name ?? target;
}
