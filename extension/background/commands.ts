/** What people ask for, done one command at a time. */
import browser from '../browser.ts';
import * as z from 'zod/mini';
import { ProblemError, problemOf } from '../../shared/problem.ts';
import { changeAppState, readAppState, showProblem } from '../state/app-state-store.ts';
import { type Command, commandSchema } from '../protocol/commands.ts';
import { isOwnPage, type Sender } from '../protocol/transport.ts';
import { answerCall, declineCall, sendToVoicemail, silenceCall, stopAutoAnswer } from './incoming/answering.ts';
import { choose } from './line/availability.ts';
import { closeCard, draftFromCard, dragCard, keepPlace, openCard, rememberCountry, sizeCard } from './page/cards.ts';
import { liveCall } from './calls/active-call.ts';
import { dial, type DialFrom } from './calls/place-call.ts';
import { openDialer } from './toolbar/open-dial-pad.ts';
import { sendToEngine } from './line/engine.ts';
import { endCall } from './calls/end-call.ts';
import { askPhoneCode, keepPhone, removePhone } from './line/own-phone-number.ts';
import { openIncomingWindow } from './incoming/incoming-window.ts';
import { seeMissed } from './incoming/missed-count.ts';
import { keepNumbers, listNumbers } from './page/page-numbers.ts';
import { bringCards } from './page/inject-scripts.ts';
import { joinBackend, leaveBackend } from './line/pairing.ts';
import { ringMeNow } from './line/line-probe.ts';
import { checkLine } from './line/token.ts';

/** @throws {ProblemError} `request-refused` for what is no command. */
export function commandFrom(message: unknown): Command {
  const read = z.safeParse(commandSchema, message);
  if (!read.success) throw new ProblemError('request-refused');
  return read.data;
}

/** All that a content script may ask: it stands in a page, and a page must not be able to start or steer a call. */
const contentMayAsk: Command['command'][] = [
  'openCard',
  'closeCard',
  'cardPlaced',
  'bringCards',
  'openDialer',
  'incomingNotShown',
  'reportPageNumbers',
];

/**
 * Does what a command says. A Problem goes back to whoever asked and into the app state, where it outlives them.
 * @throws {ProblemError} why it came to nothing.
 */
export async function handleCommand(command: Command, sender: Sender): Promise<void> {
  if (!isOwnPage(sender) && !contentMayAsk.includes(command.command)) throw new ProblemError('request-refused');
  try {
    await carryOut(command, sender);
  } catch (error) {
    const problem = problemOf(error, 'call-failed');
    if (shownInAppState.includes(command.command)) await showProblem(problem);
    throw error;
  }
}
/** The view that sends any other command shows the Problem itself, where it was asked. */
const shownInAppState: Command['command'][] = [
  'dial',
  'hangUp',
  'mute',
  'sendKeys',
  'answer',
  'endAndAnswer',
  'decline',
  'sendToVoicemail',
];

async function carryOut(command: Command, sender: Sender): Promise<unknown> {
  const tabId = sender.tab?.id;
  switch (command.command) {
    case 'dial':
      return dial(command, await dialFrom(tabId));
    case 'hangUp':
      return endCall(command.callId);
    case 'mute':
      return sendToEngine({ command: 'mute', callId: (await liveCall(command.callId)).id, on: command.on });
    case 'sendKeys':
      return sendToEngine({ command: 'sendKeys', callId: (await liveCall(command.callId)).id, keys: command.keys });
    case 'answer':
      return answerCall(command.callId, { endFirst: false });
    case 'endAndAnswer':
      return answerCall(command.callId, { endFirst: true });
    case 'decline':
      return declineCall(command.callId);
    case 'sendToVoicemail':
      return sendToVoicemail(command.callId);
    case 'silence':
      return silenceCall(command.callId);
    case 'stopAutoAnswer':
      return stopAutoAnswer(command.callId);
    case 'setAvailability':
      return choose({ availability: command.availability });
    case 'setRingOwnPhone':
      return choose({ ringOwnPhone: command.on });
    case 'askPhoneCode':
      return askPhoneCode(command.phone);
    case 'keepPhone':
      return keepPhone(command.code);
    case 'removePhone':
      return removePhone();
    case 'ringMeNow':
      return ringMeNow();
    case 'incomingNotShown':
      return (await readAppState()).incoming.length > 0 ? openIncomingWindow({ asked: false }) : undefined;
    case 'seeMissed':
      return seeMissed();
    case 'dismissProblem':
      return changeAppState((appState) => ({ ...appState, problem: null }));
    case 'takeDraft':
      return changeAppState((appState) => ({ ...appState, draft: null }));
    case 'pair':
      return joinBackend(command.link);
    case 'unpair':
      return leaveBackend();
    case 'checkLine':
      return checkLine();
    case 'microphoneChanged':
      return sendToEngine({ command: 'lookAtMicrophone' });
    case 'openPage':
      return openPage(command.page, command.section);
    case 'openDialer':
      await draftFromCard(tabId, command.number);
      return openDialer();
    case 'openCard':
      return openCard(command, sender);
    case 'bringCards':
      return bringCards(sender);
    case 'closeCard':
      return closeCard(tabId);
    case 'cardSized':
      return sizeCard(tabId, command.height);
    case 'cardDragged':
      return dragCard(tabId, command.dx, command.dy);
    case 'cardPlaced':
      return keepPlace(sender, { top: command.top, end: command.end });
    case 'listNumbers':
      return listNumbers();
    case 'reportPageNumbers':
      return keepNumbers(command.numbers);
    case 'rememberCountry':
      return rememberCountry(tabId, command.country);
  }
}

async function dialFrom(tabId: number | undefined): Promise<DialFrom> {
  const card = tabId === undefined ? undefined : (await readAppState()).cards[tabId];
  return { tabId, pageUrl: card?.pageUrl, name: card?.name };
}

async function openPage(page: 'welcome' | 'options' | 'log', section?: string): Promise<void> {
  const url = browser.runtime.getURL(`extension/${page}/${page}.html${section ? `#${section}` : ''}`);
  await browser.tabs.create({ url });
}
