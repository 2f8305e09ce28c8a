/** Keyboard shortcuts that work everywhere in the browser. Chrome itself handles the one that opens the popup. */
import { isLive } from '../../shared/call.ts';
import { problemOf } from '../../shared/problem.ts';
import { readAppState, showProblem } from '../state/app-state-store.ts';
import { canHoldFirst } from '../state/held-call.ts';
import { endCall } from './calls/end-call.ts';
import { answerCall, declineCall, firstRinging } from './incoming/answering.ts';
import { sendToEngine } from './line/engine.ts';
import { goToNumber } from './page/page-numbers.ts';

export async function onShortcut(command: string): Promise<void> {
  if (command === 'next-number') return goToNumber('next');
  if (command === 'previous-number') return goToNumber('previous');
  const ringing = await firstRinging();
  if (ringing && (await handleRinging(command, ringing.callId))) return;
  const { call } = await readAppState();
  if (!isLive(call)) return;
  if (command === 'hang-up') await endCall(call.id).catch((error: unknown) => showProblem(problemOf(error, 'call-failed')));
  if (command === 'mute') await sendToEngine({ command: 'mute', callId: call.id, on: !call.muted });
}

/**
 * During a live call the shortcuts act on that call: it is held for the ringing call where that is possible, and never ended.
 * @returns whether the shortcut was for the ringing call.
 */
async function handleRinging(command: string, callId: string): Promise<boolean> {
  const appState = await readAppState();
  if (isLive(appState.call)) {
    if (command !== 'answer' || !canHoldFirst(appState)) return false;
    await answerCall(callId).catch((error: unknown) => showProblem(problemOf(error, 'call-failed')));
  } else if (command === 'answer') await answerCall(callId).catch(() => undefined);
  else if (command === 'hang-up') await declineCall(callId).catch(() => undefined);
  else return false;
  return true;
}
