/** The live call beside a ringing one. */
import { isLive } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { canHoldFirst } from '../../state/held-call.ts';
import { appState } from '../app/signals.ts';

/** `canHold`: whether the ringing call may be answered while the live one is put on hold. */
export function firstCall(): { first: ActiveCall | null; canHold: boolean } {
  const { call } = appState.value;
  return { first: isLive(call) ? call : null, canHold: canHoldFirst(appState.value) };
}
