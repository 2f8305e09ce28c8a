/** The hidden page that holds the line and the calls: takes Orders, reports Facts. */
import type { Call } from '@twilio/voice-sdk';
import { receive, send } from '../protocol/transport.ts';
import type { Fact, Order } from '../protocol/messages.ts';
import { readInvitation } from './invitation.ts';
import { createLine } from './registration.ts';
import { lookAtMicrophone, microphoneNow, watchMicrophone } from './microphone.ts';
import { createPhone } from './call-manager.ts';
import { createPushSocket } from './push-socket.ts';
import { createRinger } from './ringer.ts';
import { watchWake } from './sleep-detector.ts';

/** How long "Ring me now" is heard. */
const testRingMs = 1_500;

let lastReport: Promise<unknown> = Promise.resolve();
/** One after another, so that facts arrive in the order in which they came about. */
function report(fact: Fact): void {
  lastReport = lastReport.then(() => send('background', fact));
}

let quiet = false;
/** The backend rings a browser only while it knows all this of it. */
function tellPresence(): void {
  pushSocket.tell({ proven: line.now().is === 'proven', busy: phone.isBusy(), quiet });
}

const ringer = createRinger();
const line = createLine({
  moved(moved) {
    report({ fact: 'lineMoved', line: moved });
    tellPresence();
  },
  tokenNeeded: (because) => report({ fact: 'tokenNeeded', because }),
  callIsLive: () => phone.isBusy(),
  probeNeeded: (probe) => report({ fact: 'probeNeeded', probe }),
  invited,
  mediaStuck: () => phone.mediaStuck(),
});
const phone = createPhone({ line: () => line, microphone: microphoneNow, lookAtMicrophone, report, moved: tellPresence });

const pushSocket = createPushSocket((message) => {
  if (message.push === 'ringing') return line.expectInvite(message.sid);
  if (message.push === 'elsewhere') return report({ fact: 'busyElsewhere', on: message.busy });
  const standing = message.push === 'standing';
  return report({ fact: 'callsPushed', calls: standing ? message.calls : [message.call], standing });
});

function invited(call: Call): void {
  const invitation = readInvitation(call, Date.now());
  if (invitation.is === 'call') {
    line.sawInvite(invitation.invited.sid);
    return phone.ring(call, invitation.invited);
  }
  const { probe, loud } = invitation;
  call.reject();
  line.sawProbe(probe);
  if (!loud) return;
  report({ fact: 'probeRang', probe, at: Date.now() });
  ringer.sound('ring');
  setTimeout(() => phone.invited().length === 0 && ringer.sound('none'), testRingMs);
}

async function introduce(): Promise<void> {
  const microphone = await lookAtMicrophone();
  // Read only now: the line may have come up while the microphone was looked at.
  report({ fact: 'engineStarted', calls: phone.calls(), invited: phone.invited(), line: line.now(), microphone });
}

async function obey(order: Order): Promise<void> {
  switch (order.order) {
    case 'holdLine':
      return line.hold();
    case 'useToken':
      return line.useToken(order.token, order.expiresAt);
    case 'noToken':
      return line.noToken();
    case 'dropLine':
      return line.drop();
    case 'proveLine':
      return line.prove();
    case 'probeSent':
      return line.probeSent(order.probe, order.queuedMs);
    case 'probeFailed':
      return line.probeFailed(order.probe, order.problem);
    case 'holdPush':
      return pushSocket.hold(order);
    case 'dropPush':
      return pushSocket.drop();
    case 'beQuiet':
      quiet = order.on;
      return tellPresence();
    case 'ring':
      return ringer.sound(order.sound);
    case 'dial':
      return phone.dial(order);
    case 'answer':
      return order.at === undefined ? phone.answer(order.callId) : phone.answerIn(order.callId, order.at);
    case 'stopAutoAnswer':
      return phone.stopAutoAnswer(order.callId);
    case 'decline':
      return phone.decline(order.callId);
    case 'hangUp':
      return phone.hangUp(order.callId);
    case 'mute':
      phone.mute(order.callId, order.on);
      return undefined;
    case 'sendKeys':
      return phone.sendKeys(order.callId, order.keys);
    case 'useDevices':
      await Promise.all([line.useDevices(order), ringer.useDevice(order.ringerId)]);
      return undefined;
    case 'lookAtMicrophone':
      return report({ fact: 'microphoneMoved', microphone: await lookAtMicrophone() });
    case 'introduceYourself':
      return introduce();
  }
}

// Only the background gives orders; it speaks as the extension itself, from no tab.
receive('offscreen', (message, sender) => (sender.tab ? undefined : obey(message as Order)));
void watchMicrophone((microphone) => report({ fact: 'microphoneMoved', microphone }));
watchWake(() => line.proveQuietly());
void introduce();
