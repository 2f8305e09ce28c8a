/** Effects of a change of the ringing calls: cards, notifications, the window, the screen pop. */
import { isLive } from '../../../shared/call.ts';
import { type AppState, emptyAppState, type IncomingCall, isMissedRing } from '../../state/app-state.ts';
import { findCall } from '../../state/held-call.ts';
import { readPairing, readSettings } from '../../state/settings-store.ts';
import { putCallContext } from '../../worker-client.ts';
import { sendToTabs } from '../../protocol/transport.ts';
import { sendToEngine } from '../line/engine.ts';
import { openIncomingWindow, webPageInFront } from './incoming-window.ts';
import { notificationLayout, notifyCall, withdrawNotification } from './notifications.ts';
import { popScreen } from './screen-pop.ts';

export async function onRingingChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const old = before?.incoming ?? [];
  const come = after.incoming.filter((call) => !has(old, call));
  const gone = old.filter((call) => !has(after.incoming, call));
  await Promise.all([
    onOwnPhoneChanged(before, after),
    onCardsChanged(old.length > 0, after),
    redrawNotifications(before, after),
    ...gone.map(({ callId }) => withdrawNotification(callId)),
    ...come.map(announce),
    ...after.incoming.filter((call) => isNamedNow(old, call)).map(saveCallerName),
    popScreenOnAnswer(before, after),
  ]);
}

const has = (calls: readonly IncomingCall[], { callId }: IncomingCall) => calls.some((call) => call.callId === callId);

/** A page in front has named the caller since the call began to ring. */
const isNamedNow = (before: readonly IncomingCall[], { callId, caller }: IncomingCall) =>
  caller.name !== null && before.some((call) => call.callId === callId && call.caller.name === null);

/** For the log and for the caller's next call. A name that is lost is missing there alone. */
async function saveCallerName({ sid, caller: { name, nameFrom } }: IncomingCall): Promise<void> {
  const pairing = await readPairing();
  if (!pairing || !name || !nameFrom) return;
  await putCallContext(pairing, sid, { name, pageUrl: `https://${nameFrom}/` }).catch(() => undefined);
}

const isOnOwnPhone = (appState: AppState | undefined) => isLive(appState?.call ?? null) && appState?.call?.mode === 'phone';

/** The engine decides how calls ring, and does not hold the calls on the agent's own phone. */
async function onOwnPhoneChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const on = isOnOwnPhone(after);
  if (on !== isOnOwnPhone(before)) await sendToEngine({ command: 'setOnOwnPhone', on });
}

/** Shows the card on active tabs; hides the card on all tabs, because a tab may have been active meanwhile. */
async function onCardsChanged(before: boolean, { call, incoming, endedRing }: AppState): Promise<void> {
  const on = incoming.length > 0;
  if (before === on) return;
  const missed = !on && endedRing !== null && isMissedRing(endedRing) && !isLive(call);
  await sendToTabs(on ? { active: true } : {}, { command: 'incoming', on, ...(missed ? { missed } : {}) });
}

/** A notification has other buttons during a live call: it is drawn anew when they change. */
async function redrawNotifications(before: AppState | undefined, after: AppState): Promise<void> {
  if (notificationLayout(before ?? emptyAppState) === notificationLayout(after) || !(await readSettings()).notifications) return;
  const ringOn = after.incoming.filter((call) => has(before?.incoming ?? [], call));
  await Promise.all(ringOn.map((call) => withdrawNotification(call.callId).then(() => notifyCall(call))));
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
  if (call?.direction !== 'incoming' || call.phase.is !== 'connected' || (before && findCall(before, call.id))) return;
  const { screenPop } = await readSettings();
  if (screenPop.on === 'answer') await popScreen(call.caller?.number ?? null);
}
