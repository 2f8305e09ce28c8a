/** What the backend's log tells of calls, put in the app state. */
import type { LoggedCall } from '../../../shared/api.ts';
import { type CallEvent, isLive, step } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { settleFromLog } from './settle-call.ts';

/**
 * Moves the call in the app state as far as the log knows it.
 * @param standing whether `calls` are all that are on: a call in the app state that is not among them ended while nobody told us.
 */
export async function applyLogPush(calls: LoggedCall[], standing: boolean): Promise<void> {
  await changeAppState((appState) => {
    const told = calls.find(({ clientCallId }) => clientCallId === appState.call?.id);
    return appState.call && told ? { ...appState, call: applyLoggedCall(appState.call, told, Date.now()) } : appState;
  });
  const { call } = await readAppState();
  const missing = !calls.some(({ clientCallId }) => clientCallId === call?.id);
  if (standing && missing && isLive(call) && call.mode === 'phone') void settleFromLog(call);
}

/** The call in the app state after what the log says of it; the same object when that is old, or when the browser knows better. */
export function applyLoggedCall(call: ActiveCall, told: LoggedCall, now: number): ActiveCall {
  // In the browser it is the line itself that tells how a call fares.
  if (call.mode !== 'phone' || told.mode !== 'phone' || told.reports < (call.reports ?? 0)) return call;
  return { ...call, ...factsIn(told, now).reduce(step, call), sid: told.id, reports: told.reports };
}

function factsIn({ phase, outcome, problem, ...told }: LoggedCall, now: number): CallEvent[] {
  // The backend's clock may be ahead of this machine's: nothing began in the future.
  const at = (time: string | null) => (time === null ? now : Math.min(Date.parse(time), now));
  const answered: CallEvent = { happened: 'answered', at: at(told.answeredAt) };
  switch (phase) {
    case 'dialling':
      return [];
    case 'queued':
      return [{ happened: 'queued', at: now }];
    case 'own-phone-ringing':
      return [{ happened: 'own-phone-rang', at: now }];
    case 'own-phone-answered':
      return [{ happened: 'own-phone-answered', at: now }];
    case 'ringing':
      return [{ happened: 'rang', at: at(told.ringingAt) }];
    case 'connected':
      return [answered];
    case 'ended': {
      const ended = { at: at(told.endedAt), outcome: outcome ?? 'failed', ...(problem ? { problem } : {}) };
      return [...(told.answeredAt === null ? [] : [answered]), { happened: 'settled', ...ended }];
    }
  }
}
