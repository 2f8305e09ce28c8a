/** The hidden page that holds the line and the calls: takes Orders, reports Facts. */
import { receive, send } from '../messaging.ts';
import type { Fact, Order } from '../messages.ts';
import { createLine } from './line.ts';
import { lookAtMicrophone, microphoneNow, watchMicrophone } from './microphone.ts';
import { createPhone } from './phone.ts';
import { createPushSocket } from './push-socket.ts';

let lastReport: Promise<unknown> = Promise.resolve();
/** One after another, so that facts arrive in the order in which they came about. */
function report(fact: Fact): void {
  lastReport = lastReport.then(() => send('background', fact));
}

const line = createLine({
  moved: (moved) => report({ fact: 'lineMoved', line: moved }),
  tokenNeeded: (because) => report({ fact: 'tokenNeeded', because }),
  callIsLive: () => phone.isBusy(),
});
const phone = createPhone({ line: () => line, microphone: microphoneNow, lookAtMicrophone, report });

const pushSocket = createPushSocket((message) =>
  report({
    fact: 'callsPushed',
    calls: message.push === 'standing' ? message.calls : [message.call],
    standing: message.push === 'standing',
  }),
);

async function introduce(): Promise<void> {
  const microphone = await lookAtMicrophone();
  // Read only now: the line may have come up while the microphone was looked at.
  report({ fact: 'engineStarted', calls: phone.calls(), line: line.now(), microphone });
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
    case 'holdPush':
      return pushSocket.hold(order);
    case 'dropPush':
      return pushSocket.drop();
    case 'dial':
      return phone.dial(order);
    case 'hangUp':
      return phone.hangUp(order.callId);
    case 'mute':
      phone.mute(order.callId, order.on);
      return undefined;
    case 'sendKeys':
      return phone.sendKeys(order.callId, order.keys);
    case 'useDevices':
      return line.useDevices(order);
    case 'lookAtMicrophone':
      return report({ fact: 'microphoneMoved', microphone: await lookAtMicrophone() });
    case 'introduceYourself':
      return introduce();
  }
}

// Only the background gives orders; it speaks as the extension itself, from no tab.
receive('offscreen', (message, sender) => (sender.tab ? undefined : obey(message as Order)));
void watchMicrophone((microphone) => report({ fact: 'microphoneMoved', microphone }));
void introduce();
