/** Places an outgoing call. The number is E.164 from the command on; the worker decides whether it may be called. */
import { isLive, newCall, step } from '../../../shared/call.ts';
import type { Language } from '../../../shared/language.ts';
import { ProblemError, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { type CallRoute, callRouteFor, fallbackRoute } from '../../state/call-route.ts';
import { requirePairing, readSettings } from '../../state/settings-store.ts';
import { languageFor } from '../../state/language-choice.ts';
import { changeCall } from './active-call.ts';
import { sendContext } from './call-context.ts';
import { sendToEngine } from '../line/engine.ts';
import { ringOwnPhone, switchToOwnPhone } from './own-phone.ts';
import { refreshAgent } from '../line/agent.ts';

/** `number` is E.164; `written` is the number as the page or the person wrote it; `mode` replaces the chosen one. */
type Dial = { number: string; ext?: string | undefined; written?: string | undefined; mode?: 'browser' | 'phone' | undefined };
/** The tab of the card that the call starts from, and the card's data. */
export type DialFrom = { tabId?: number | undefined; pageUrl?: string | undefined; name?: string | undefined };

/**
 * Puts the call in the app state and has it made: by the engine, or by the backend through the agent's own phone.
 * @throws {ProblemError} why the call may not start; the app state stays as it is.
 */
export async function dial({ number, ext, written, mode }: Dial, { tabId, pageUrl, name }: DialFrom): Promise<void> {
  const [pairing, settings, known] = await Promise.all([requirePairing(), readSettings(), readAppState()]);
  const wanted = mode ?? settings.mode;
  // The admin may have added a phone since this browser last asked.
  if (ownPhoneWouldHelp(callRouteFor(known, wanted))) await refreshAgent(pairing);
  const asked: ActiveCall = {
    ...newCall({ id: crypto.randomUUID(), direction: 'outgoing', mode: 'browser', number, startedAt: Date.now() }),
    ...(written ? { written } : {}),
    ...(pageUrl ? { pageUrl } : {}),
    ...(name ? { name } : {}),
    ...(ext ? { ext } : {}),
    ...(tabId === undefined ? {} : { tabId }),
    muted: false,
    keys: '',
  };
  const { call } = await changeAppState((appState) => {
    if (isLive(appState.call)) throw new ProblemError('call-already-active');
    const route = callRouteFor(appState, wanted);
    if (route.is === 'closed') throw new ProblemError(route.problem.code, route.problem.details);
    const { is: _, ...chosen } = route;
    return { ...appState, call: { ...asked, ...chosen }, problem: null };
  });
  if (call?.mode === 'phone') void ringOwnPhone(call);
  else await dialInBrowser(asked, languageFor(settings.language, navigator.languages)).catch((error: unknown) => fallBack(asked.id, error));
}

/** Has the engine open the microphone while the press becomes a click: that takes half of the way to the invite. */
export async function prepareCall(): Promise<void> {
  const [settings, known] = await Promise.all([readSettings(), readAppState()]);
  const route = callRouteFor(known, settings.mode);
  if (!isLive(known.call) && route.is === 'open' && route.mode === 'browser') await sendToEngine({ command: 'prepareCall' });
}

/** Whether a phone of the agent's own would open the route. */
function ownPhoneWouldHelp(route: CallRoute): boolean {
  return route.is === 'closed' && (route.problem.code === 'agent-has-no-phone' || route.problem.details?.['ownPhone'] !== undefined);
}

/** The engine did not accept the call: the agent's own phone takes it over, or the call ends with the Problem. */
async function fallBack(callId: string, error: unknown): Promise<void> {
  const problem = problemOf(error, 'line-unreachable');
  const route = fallbackRoute(problem, (await readAppState()).agent);
  if (route.is === 'open') return switchToOwnPhone(callId, problem);
  const ended = { happened: 'ended', at: Date.now(), outcome: 'failed', problem: route.problem } as const;
  await changeCall(callId, (call) => ({ ...call, ...step(call, ended) }));
}

/** Only what Twilio must know travels through Twilio, which cuts long parameters. */
async function dialInBrowser(call: ActiveCall, language: Language): Promise<void> {
  const { id, number, ext } = call;
  const dialled = sendToEngine({
    command: 'dial',
    callId: id,
    params: { To: number, CallId: id, Language: language },
    ...(ext ? { ext } : {}),
  });
  // After the command, and not awaited: the call does not wait for its context.
  void sendContext(call);
  await dialled;
}
