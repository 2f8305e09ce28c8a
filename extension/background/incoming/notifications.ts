/** The system's notification of a ringing call, with Answer and Decline. */
import { isLive } from '../../../shared/call.ts';
import { showNumber } from '../../../shared/phone-number.ts';
import type { IncomingCall } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { answerCall, declineCall } from './answering.ts';
import { openIncomingWindow } from './incoming-window.ts';
import { textsNow } from '../toolbar/toolbar.ts';

type Button = 'answer' | 'decline';

/**
 * The buttons of a notification, by the layout that its id names: `incoming:LAYOUT:CALLID`. Chrome reports a press by
 * index alone, and the live call may begin or end while the notification stands.
 */
const layouts = {
  alone: ['answer', 'decline'],
  // The card offers to end the live call; a notification can only decline.
  second: ['decline'],
} satisfies Record<string, Button[]>;
type Layout = keyof typeof layouts;

const idOf = (layout: Layout, callId: string) => `incoming:${layout}:${callId}`;

/** @returns null for the id of no notification of this version. */
function parseId(id: string): { callId: string; buttons: readonly Button[] } | null {
  const [, layout = '', callId = ''] = /^incoming:([a-z]+):(.+)$/.exec(id) ?? [];
  return Object.hasOwn(layouts, layout) ? { callId, buttons: layouts[layout as Layout] } : null;
}

/** Stays until the call is over. To the system the name and the number are plain text: markup in them has no effect. */
export async function notifyCall({ callId, caller, called }: IncomingCall): Promise<void> {
  const [say, { call }] = await Promise.all([textsNow(), readAppState()]);
  const number = caller.number ? showNumber(caller.number) : caller.written || say('noCallerId');
  const layout: Layout = isLive(call) ? 'second' : 'alone';
  await chrome.notifications.create(idOf(layout, callId), {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/ready-128.png'),
    title: caller.name ?? number,
    message: [say('incomingCall'), caller.name ? number : ''].filter(Boolean).join(' · '),
    ...(called ? { contextMessage: showNumber(called) } : {}),
    buttons: layouts[layout].map((button) => ({ title: say(button) })),
    priority: 2,
    requireInteraction: true,
    silent: true,
  });
}

export async function withdrawNotification(callId: string): Promise<void> {
  await Promise.all((Object.keys(layouts) as Layout[]).map((layout) => chrome.notifications.clear(idOf(layout, callId))));
}

export async function onNotificationButton(id: string, index: number): Promise<void> {
  const notification = parseId(id);
  const button = notification?.buttons[index];
  if (!notification || !button) return;
  const { callId } = notification;
  if (button === 'decline') await declineCall(callId).catch(() => undefined);
  // A call that began after the notification was drawn is not ended here: the window offers the choice.
  else if (isLive((await readAppState()).call)) return openIncomingWindow({ asked: true });
  else await answerCall(callId, { endFirst: false }).catch(() => undefined);
  await chrome.notifications.clear(id);
}

/** A click beside the buttons opens the call in a window of its own. */
export async function onNotificationClicked(id: string): Promise<void> {
  if (parseId(id)) await openIncomingWindow({ asked: true });
}
