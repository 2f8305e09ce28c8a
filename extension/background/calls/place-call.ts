/** Decides whether a call may start, and starts it. */
import { isLive, newCall, step } from '../../../shared/call.ts';
import { readNumber } from '../../../shared/phone-number.ts';
import type { Language } from '../../../shared/language.ts';
import { ProblemError, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { type CallRoute, callRouteFor, fallbackRoute } from '../../state/call-route.ts';
import type { CommandOf } from '../../protocol/commands.ts';
import { requirePairing, readSettings } from '../../state/settings-store.ts';
import { languageFor } from '../../state/language-choice.ts';
import { changeCall } from './active-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { ringOwnPhone, switchToOwnPhone } from './own-phone.ts';
import { refreshAgent } from '../line/agent.ts';

type Dial = CommandOf<'dial'>;
/** The tab whose card it was called from, and what that card knows. */
export type DialFrom = { tabId?: number | undefined; pageUrl?: string | undefined; name?: string | undefined };

/**
 * Puts the call in the app state and has it made: by the engine, or by the backend through the agent's own phone.
 * @throws {ProblemError} why it may not start; what is on show then stays as it is but for the Problem.
 */
export async function dial({ number, ext, written, mode }: Dial, { tabId, pageUrl, name }: DialFrom): Promise<void> {
  const [pairing, settings, known] = await Promise.all([requirePairing(), readSettings(), readAppState()]);
  checkNumber(number);
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
    const way = callRouteFor(appState, wanted);
    if (way.is === 'closed') throw new ProblemError(way.problem.code, way.problem.details);
    const { is: _, ...chosen } = way;
    return { ...appState, call: { ...asked, ...chosen }, problem: null };
  });
  if (call?.mode === 'phone') void ringOwnPhone(call);
  else await dialInBrowser(asked, languageFor(settings.language, navigator.languages)).catch((error: unknown) => fallBack(asked.id, error));
}

/** Whether a phone of the agent's own would open the way. */
function ownPhoneWouldHelp(way: CallRoute): boolean {
  return way.is === 'closed' && (way.problem.code === 'agent-has-no-phone' || way.problem.details?.['ownPhone'] !== undefined);
}

/** The engine did not even take the call: the agent's own phone does, or the call ends with the reason. */
async function fallBack(callId: string, error: unknown): Promise<void> {
  const problem = problemOf(error, 'line-unreachable');
  const way = fallbackRoute(problem, (await readAppState()).agent);
  if (way.is === 'open') return switchToOwnPhone(callId, problem);
  const ended = { happened: 'ended', at: Date.now(), outcome: 'failed', problem: way.problem } as const;
  await changeCall(callId, (call) => ({ ...call, ...step(call, ended) }));
}

async function dialInBrowser({ id, number, pageUrl, name, ext }: ActiveCall, language: Language): Promise<void> {
  const params = {
    To: number,
    CallId: id,
    Language: language,
    ...(pageUrl ? { PageUrl: pageUrl } : {}),
    ...(name ? { Name: name } : {}),
  };
  await sendToEngine({ command: 'dial', callId: id, params, ...(ext ? { ext } : {}) });
}

/** The worker decides in the end; what cannot be a callable number need not travel there. */
function checkNumber(number: string): void {
  const read = readNumber(number, 'SA');
  if ('problem' in read) throw new ProblemError(read.problem, { number });
}
