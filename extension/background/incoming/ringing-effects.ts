/** What a change of the ringing calls sets in motion: sound, cards, notifications, the window, the screen pop. */
import type { Board, IncomingCall } from '../../state/app-state.ts';
import { readSettings } from '../../state/settings.ts';
import { cue, cueTabs } from '../../protocol/transport.ts';
import { order } from '../line/engine.ts';
import { openIncomingWindow, webPageInFront } from './incoming-window.ts';
import { notifyCall, withdrawNotification } from './notifications.ts';
import { popScreen } from './screen-pop.ts';

export async function ringingMoved(before: Board | undefined, after: Board): Promise<void> {
  const old = before?.incoming ?? [];
  const come = after.incoming.filter((call) => !has(old, call));
  const gone = old.filter((call) => !has(after.incoming, call));
  await Promise.all([
    soundMoved(old, after.incoming, come),
    cardsMoved(old.length > 0, after.incoming.length > 0),
    ...gone.map(({ callId }) => withdrawNotification(callId)),
    ...come.map(announce),
    answered(before, after),
  ]);
}

const has = (calls: readonly IncomingCall[], { callId }: IncomingCall) => calls.some((call) => call.callId === callId);

const rings = (calls: IncomingCall[]) => calls.some(({ manner, answering }) => manner === 'loud' && !answering);

async function soundMoved(before: IncomingCall[], after: IncomingCall[], come: IncomingCall[]): Promise<void> {
  const waits = come.some(({ manner }) => manner === 'waiting');
  if (rings(after)) {
    const [auto] = come;
    // A call that is answered by itself says so with a beep instead.
    if (!rings(before)) await order({ order: 'ring', sound: auto?.autoAnswerAt === undefined ? 'ring' : 'beep' });
  } else if (waits) await order({ order: 'ring', sound: 'beep' });
  else if (rings(before)) await order({ order: 'ring', sound: 'none' });
}

/** On the tabs that people look at; taken away everywhere, for a tab may have been looked at meanwhile. */
async function cardsMoved(before: boolean, after: boolean): Promise<void> {
  if (before !== after) await cueTabs(after ? { active: true } : {}, { cue: 'incoming', on: after });
}

async function announce(call: IncomingCall): Promise<void> {
  const settings = await readSettings();
  await Promise.all([
    settings.notifications ? notifyCall(call) : undefined,
    call.manner === 'loud' && !(await webPageInFront()) ? openIncomingWindow({ asked: false }) : undefined,
    settings.screenPop.on === 'ring' ? popScreen(call.caller.number) : undefined,
  ]);
}

async function answered(before: Board | undefined, { call }: Board): Promise<void> {
  if (call?.direction !== 'incoming' || call.phase.is !== 'connected' || before?.call?.id === call.id) return;
  const { screenPop } = await readSettings();
  if (screenPop.on === 'answer') await popScreen(call.caller?.number ?? null);
}

/** The card of a ringing call goes along to the tab that is looked at now. */
export async function showRingingOn(tabId: number, { incoming }: Board): Promise<void> {
  if (incoming.length > 0) await cue(tabId, { cue: 'incoming', on: true });
}
