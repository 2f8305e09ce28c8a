/** The hidden page that holds the line and the calls: takes Orders, reports Events. */
import type { Call } from '@twilio/voice-sdk';
import { createSerialQueue } from '../../shared/serialize.ts';
import { receive, send } from '../protocol/transport.ts';
import type { EngineCommand } from '../protocol/engine-commands.ts';
import type { EngineEvent } from '../protocol/engine-events.ts';
import { ProblemError } from '../../shared/problem.ts';
import { readInvitation } from './invitation.ts';
import { createLine } from './registration.ts';
import { lookAtMicrophone, microphoneNow, watchMicrophone } from './microphone.ts';
import { createPhone } from './call-manager.ts';
import { createPushSocket } from './push-socket.ts';
import { createRinger } from './ringer.ts';
import { watchWake } from './sleep-detector.ts';

/** How long "Ring me now" is heard. */
const testRingMs = 1_500;

const enqueue = createSerialQueue();
/** One at a time: events arrive in the order of their reports. */
function report(event: EngineEvent): void {
  void enqueue(() => send('background', event));
}

let quiet = false;
/** The backend rings a browser only while it knows all this of it. */
function tellPresence(): void {
  pushSocket.tell({ proven: line.now().is === 'proven', busy: phone.isBusy(), quiet });
}

const ringer = createRinger();
const line = createLine({
  moved(moved) {
    report({ event: 'lineChanged', line: moved });
    tellPresence();
  },
  tokenNeeded: (because) => report({ event: 'tokenNeeded', because }),
  callIsLive: () => phone.isBusy(),
  probeNeeded: (probe) => report({ event: 'probeNeeded', probe }),
  invited,
  mediaStuck: () => phone.mediaStuck(),
});
const phone = createPhone({ line: () => line, microphone: microphoneNow, lookAtMicrophone, report, moved: tellPresence });

const pushSocket = createPushSocket((message) => {
  if (message.push === 'ringing') return line.expectInvite(message.sid);
  if (message.push === 'elsewhere') return report({ event: 'busyElsewhere', on: message.busy });
  const standing = message.push === 'standing';
  return report({ event: 'callsPushed', calls: standing ? message.calls : [message.call], standing });
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
  report({ event: 'probeRang', probe, at: Date.now() });
  ringer.sound('ring');
  setTimeout(() => phone.invited().length === 0 && ringer.sound('none'), testRingMs);
}

async function introduce(): Promise<void> {
  const microphone = await lookAtMicrophone();
  // Read only now: the line may have come up while the microphone was looked at.
  report({ event: 'engineStarted', calls: phone.calls(), invited: phone.invited(), line: line.now(), microphone });
}

async function obey(command: EngineCommand): Promise<void> {
  switch (command.command) {
    case 'holdLine':
      return line.hold();
    case 'useToken':
      return line.useToken(command.token, command.expiresAt);
    case 'noToken':
      return line.noToken();
    case 'dropLine':
      return line.drop();
    case 'proveLine':
      return line.prove();
    case 'probeSent':
      return line.probeSent(command.probe, command.queuedMs);
    case 'probeFailed':
      return line.probeFailed(command.probe, command.problem);
    case 'holdPush':
      return pushSocket.hold(command);
    case 'dropPush':
      return pushSocket.drop();
    case 'beQuiet':
      quiet = command.on;
      return tellPresence();
    case 'ring':
      return ringer.sound(command.sound);
    case 'dial':
      return phone.dial(command);
    case 'answer':
      return command.at === undefined ? phone.answer(command.callId) : phone.answerIn(command.callId, command.at);
    case 'stopAutoAnswer':
      return phone.stopAutoAnswer(command.callId);
    case 'decline':
      return phone.decline(command.callId);
    case 'hangUp':
      return phone.hangUp(command.callId);
    case 'mute':
      phone.mute(command.callId, command.on);
      return undefined;
    case 'sendKeys':
      return phone.sendKeys(command.callId, command.keys);
    case 'useDevices':
      await Promise.all([line.useDevices(command), ringer.useDevice(command.ringerId)]);
      return undefined;
    case 'lookAtMicrophone':
      return report({ event: 'microphoneChangedEvent', microphone: await lookAtMicrophone() });
    case 'introduceYourself':
      return introduce();
  }
}

receive('offscreen', {
  'engine-command': async (message, sender) => {
    // Only the background sends engine commands; it has no tab.
    if (sender.tab) throw new ProblemError('request-refused');
    await obey(message as EngineCommand);
  },
});
void watchMicrophone((microphone) => report({ event: 'microphoneChangedEvent', microphone }));
watchWake(() => line.proveQuietly());
void introduce();
