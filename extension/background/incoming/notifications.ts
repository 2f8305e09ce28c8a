/** The system's notification of a ringing call, with Answer and Decline. */
import { isLive } from '../../../shared/call.ts';
import { showNumber } from '../../../shared/phone-number.ts';
import type { IncomingCall } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { answerCall, declineCall } from './answering.ts';
import { openIncomingWindow } from './incoming-window.ts';
import { textsNow } from '../toolbar/texts-now.ts';

const prefix = 'incoming:';
const buttons = { answer: 0, decline: 1 };

/** It stays until the call is over. The name and the number are text to the system: nothing in them is markup. */
export async function notifyCall({ callId, caller, called }: IncomingCall): Promise<void> {
  const [say, { call }] = await Promise.all([textsNow(), readAppState()]);
  const number = caller.number ? showNumber(caller.number) : caller.written || say('noCallerId');
  // Options for the second call are on its card; here it can be declined, and nothing that would harm the first.
  const second = isLive(call);
  const decline = { title: say('decline') };
  await chrome.notifications.create(prefix + callId, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/ready-128.png'),
    title: caller.name ?? number,
    message: [say('incomingCall'), caller.name ? number : ''].filter(Boolean).join(' · '),
    ...(called ? { contextMessage: showNumber(called) } : {}),
    buttons: second ? [decline] : [{ title: say('answer') }, decline],
    priority: 2,
    requireInteraction: true,
    silent: true,
  });
}

export async function withdrawNotification(callId: string): Promise<void> {
  await chrome.notifications.clear(prefix + callId);
}

/** A button of it was pressed. */
export async function notificationPressed(id: string, button: number): Promise<void> {
  if (!id.startsWith(prefix)) return;
  const callId = id.slice(prefix.length);
  const second = isLive((await readAppState()).call);
  if (!second && button === buttons.answer) await answerCall(callId, { endFirst: false }).catch(() => undefined);
  else await declineCall(callId).catch(() => undefined);
  await chrome.notifications.clear(id);
}

/** The notification itself was pressed: the call in a window of its own. */
export async function notificationOpened(id: string): Promise<void> {
  if (id.startsWith(prefix)) await openIncomingWindow({ asked: true });
}
