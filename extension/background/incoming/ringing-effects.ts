/** Effects of a change of the ringing calls: cards, notifications, the window, the screen pop. */
import { isLive } from '../../../shared/call.ts';
import type { AppState, IncomingCall } from '../../state/app-state.ts';
import { readSettings } from '../../state/settings-store.ts';
import { sendToTabs } from '../../protocol/transport.ts';
import { sendToEngine } from '../line/engine.ts';
import { openIncomingWindow, webPageInFront } from './incoming-window.ts';
import { notifyCall, withdrawNotification } from './notifications.ts';
import { popScreen } from './screen-pop.ts';

export async function onRingingChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const old = before?.incoming ?? [];
  const come = after.incoming.filter((call) => !has(old, call));
  const gone = old.filter((call) => !has(after.incoming, call));
  await Promise.all([
    onOwnPhoneChanged(before, after),
    onCardsChanged(old.length > 0, after.incoming.length > 0),
    ...gone.map(({ callId }) => withdrawNotification(callId)),
    ...come.map(announce),
    popScreenOnAnswer(before, after),
  ]);
}

const has = (calls: readonly IncomingCall[], { callId }: IncomingCall) => calls.some((call) => call.callId === callId);

const isOnOwnPhone = (appState: AppState | undefined) => isLive(appState?.call ?? null) && appState?.call?.mode === 'phone';

/** The engine decides how calls ring, and does not hold the calls on the agent's own phone. */
async function onOwnPhoneChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const on = isOnOwnPhone(after);
  if (on !== isOnOwnPhone(before)) await sendToEngine({ command: 'setOnOwnPhone', on });
}

/** Shows the card on active tabs; hides the card on all tabs, because a tab may have been active meanwhile. */
async function onCardsChanged(before: boolean, after: boolean): Promise<void> {
  if (before !== after) await sendToTabs(after ? { active: true } : {}, { command: 'incoming', on: after });
}

async function announce(call: IncomingCall): Promise<void> {
  const settings = await readSettings();
  await Promise.all([
    settings.notifications ? notifyCall(call) : undefined,
    call.ringMode === 'loud' && !(await webPageInFront()) ? openIncomingWindow({ asked: false }) : undefined,
    settings.screenPop.on === 'ring' ? popScreen(call.caller.number) : undefined,
  ]);
}

async function popScreenOnAnswer(before: AppState | undefined, { call }: AppState): Promise<void> {
  if (call?.direction !== 'incoming' || call.phase.is !== 'connected' || before?.call?.id === call.id) return;
  const { screenPop } = await readSettings();
  if (screenPop.on === 'answer') await popScreen(call.caller?.number ?? null);
}
