/** The system's notification of a ringing call, with Answer and Decline. */
import { isLive } from '../../../shared/call.ts';
import { showNumber } from '../../../shared/phone-number.ts';
import { problemOf } from '../../../shared/problem.ts';
import type { ActiveCall, AppState, IncomingCall } from '../../state/app-state.ts';
import { readAppState, showProblem } from '../../state/app-state-store.ts';
import { canHoldFirst } from '../../state/held-call.ts';
import { answerCall, declineCall } from './answering.ts';
import { openIncomingWindow } from './incoming-window.ts';
import { textsNow } from '../toolbar/texts-now.ts';

type Button = 'answer' | 'answerHolding' | 'decline';

type Layout = { prefix: string; buttons: readonly Button[] };

/**
 * The layouts of a notification. Chrome reports a press by index alone, and the live call may begin or end while the
 * notification stands: the id, prefix and call id, names the layout that was drawn.
 */
const alone: Layout = { prefix: 'incoming:', buttons: ['answer', 'decline'] };
/** During a call that can be put on hold. */
const holding: Layout = { prefix: 'incoming:holding:', buttons: ['answerHolding', 'decline'] };
/** During any other call: the card offers to end that call, a notification can only decline. */
const second: Layout = { prefix: 'incoming:second:', buttons: ['decline'] };
const layouts = [alone, holding, second];

/** The buttons that a notification has now. */
export const notificationLayout = (appState: AppState): Layout => {
  if (!isLive(appState.call)) return alone;
  return canHoldFirst(appState) ? holding : second;
};

/** Left to right also within Arabic. */
const isolated = (host: string) => `\u2066${host}\u2069`;
/** In the direction of its own first letter. */
const isolatedName = (name: string) => `\u2068${name}\u2069`;

function nameOf({ caller, name, number }: ActiveCall, otherwise: string): string {
  return caller?.name ?? name ?? (number ? showNumber(number) : caller?.written || otherwise);
}

/** @returns null for the id of any other notification. */
function parseId(id: string): { callId: string; buttons: readonly Button[] } | null {
  const [, prefix, callId] = /^([a-z:]+:)([0-9a-f-]{36})$/.exec(id) ?? [];
  const layout = layouts.find((known) => known.prefix === prefix);
  return layout && callId ? { callId, buttons: layout.buttons } : null;
}

/** Stays until the call is over. To the system the name and the number are plain text: markup in them has no effect. */
export async function notifyCall({ callId, caller, called }: IncomingCall): Promise<void> {
  const [say, appState] = await Promise.all([textsNow(), readAppState()]);
  const number = caller.number ? showNumber(caller.number) : caller.written || say('noCallerId');
  const { prefix, buttons } = notificationLayout(appState);
  const { call: first } = appState;
  await chrome.notifications.create(prefix + callId, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/ready-128.png'),
    title: caller.name ?? number,
    message: [
      say('incomingCall'),
      caller.name ? number : '',
      caller.nameFrom ? say('nameFromPage', { host: isolated(caller.nameFrom) }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    ...(called ? { contextMessage: showNumber(called) } : {}),
    buttons: buttons.map((button) => ({ title: say(button, first ? { who: isolatedName(nameOf(first, say('noCallerId'))) } : {}) })),
    priority: 2,
    requireInteraction: true,
    silent: true,
  });
}

export async function withdrawNotification(callId: string): Promise<void> {
  await Promise.all(layouts.map(({ prefix }) => chrome.notifications.clear(prefix + callId)));
}

export async function onNotificationButton(id: string, index: number): Promise<void> {
  const notification = parseId(id);
  const button = notification?.buttons[index];
  if (!notification || !button) return;
  const { callId } = notification;
  if (button === 'decline') await declineCall(callId).catch(() => undefined);
  else if (!(await answerAsDrawn(callId, button))) return openIncomingWindow({ asked: true });
  await chrome.notifications.clear(id);
}

/** @returns false where the window must offer the choice: a live call is held as its button says, and never ends here. */
async function answerAsDrawn(callId: string, button: 'answer' | 'answerHolding'): Promise<boolean> {
  if (button === 'answer' && isLive((await readAppState()).call)) return false;
  return answerCall(callId).then(
    () => true,
    async (error: unknown) => {
      if (button === 'answerHolding') await showProblem(problemOf(error, 'call-failed'));
      return button === 'answer';
    },
  );
}

/** A click beside the buttons opens the call in a window of its own. */
export async function onNotificationClicked(id: string): Promise<void> {
  if (parseId(id)) await openIncomingWindow({ asked: true });
}
