/** The offscreen page: holds the registration, the calls, the ringer and the push socket; runs EngineCommands, reports EngineEvents. */
import type { Call } from '@twilio/voice-sdk';
import type { Push } from '../../shared/push.ts';
import { createSerialQueue } from '../../shared/serialize.ts';
import { receive, send } from '../protocol/transport.ts';
import type { CallCommand, EngineCommand } from '../protocol/engine-commands.ts';
import type { EngineEvent } from '../protocol/engine-events.ts';
import { createCallManager } from './call-manager.ts';
import { ProblemError } from '../../shared/problem.ts';
import { readInvitation } from './invitation.ts';
import { lookAtMicrophone, microphoneNow, watchMicrophone } from './audio/microphone.ts';
import { runPreflight } from './preflight.ts';
import { createPushSocket } from './push-socket.ts';
import { createRegistration } from './registration.ts';
import { createRinger } from './audio/ringer.ts';
import { detectSleep } from './sleep-detector.ts';

/** How long "Ring me now" is heard. */
const testRingMs = 1_500;

const enqueue = createSerialQueue();
/** One at a time: events arrive in the order of their reports. */
function report(event: EngineEvent): void {
  void enqueue(() => send('background', event));
}

const ringer = createRinger();
const registration = createRegistration({
  onLineChanged(line) {
    report({ event: 'lineChanged', line });
    updatePresence();
    if (line.is === 'ready') pushSocket.setProof(line.provenAt);
  },
  onTokenNeeded: (because) => report({ event: 'tokenNeeded', because }),
  callIsLive: () => calls.isBusy(),
  onProbeNeeded: (probe, need) => report({ event: 'probeNeeded', probe, need }),
  onIncoming,
  onMediaStuck: () => calls.onMediaStuck(),
  onDestroying: () => calls.disconnectAll(),
});
const calls = createCallManager({
  registration: () => registration,
  ringer,
  microphone: microphoneNow,
  lookAtMicrophone,
  report,
  onBusyChanged: updatePresence,
});
const pushSocket = createPushSocket({
  onMessage: onPush,
  // The background learns why when it asks for the next token, and shows that.
  onSessionEnded: () => report({ event: 'tokenNeeded', because: 'refused' }),
});

/** The backend rings only browsers with a presence that allows it. */
function updatePresence(): void {
  pushSocket.setPresence({ proven: registration.mayRing(), busy: calls.isBusy(), quiet: calls.doNotDisturb() });
}

function onPush(message: Push): void {
  switch (message.push) {
    case 'ringing':
      return registration.expectInvite(message.sid);
    case 'declined':
      return calls.declineBySid(message.sid);
    case 'elsewhere':
      return report({ event: 'busyElsewhere', on: message.busy });
    case 'call':
      return report({ event: 'callsPushed', calls: [message.call], standing: false });
    case 'standing':
      return report({ event: 'callsPushed', calls: message.calls, standing: true });
  }
}

function onIncoming(call: Call): void {
  const invitation = readInvitation(call, Date.now());
  if (invitation.is === 'call') {
    registration.inviteArrived(invitation.invited.sid);
    return calls.ring(call, invitation.invited);
  }
  // A rejection ends the probe in all of the agent's browsers: only the browser that asked for the probe may end it.
  if (registration.probeArrived(invitation.probe)) call.reject();
  else call.ignore();
  if (invitation.loud) ringForTest(invitation.probe);
}

function ringForTest(probe: string): void {
  report({ event: 'probeRang', probe, at: Date.now() });
  ringer.sound('ring');
  setTimeout(() => {
    if (!calls.ringsAloud()) ringer.sound('none');
  }, testRingMs);
}

async function introduce(): Promise<void> {
  const microphone = await lookAtMicrophone();
  // The line is read after the look: it may have changed meanwhile.
  report({ event: 'engineStarted', calls: calls.calls(), invited: calls.invited(), line: registration.line(), microphone });
}

async function handleCommand(command: EngineCommand): Promise<void> {
  switch (command.command) {
    case 'holdLine':
      return registration.hold();
    case 'useToken':
      return registration.useToken(command.token, command.expiresAt);
    case 'noToken':
      return registration.noToken();
    case 'dropLine':
      return registration.drop();
    case 'proveLine':
      return registration.check();
    case 'probeSent':
      return registration.probeSent(command.probe, command.queuedMs);
    case 'probePostponed':
      return registration.probePostponed(command.probe, command.laterMs);
    case 'probeFailed':
      return registration.probeFailed(command.probe, command.problem);
    case 'holdPush':
      return pushSocket.hold(command);
    case 'dropPush':
      return pushSocket.drop();
    case 'useDevices':
      await Promise.all([registration.useAudioDevices(command), ringer.useDevice(command.ringerId)]);
      return undefined;
    case 'runPreflight':
      return testCall(command);
    case 'lookAtMicrophone':
      return report({ event: 'microphoneChanged', microphone: await lookAtMicrophone() });
    case 'introduceYourself':
      return introduce();
    default:
      return handleCallCommand(command);
  }
}

async function prepareCall(): Promise<void> {
  if (calls.isIdle() && (await microphoneNow()) === 'granted') registration.openMicrophone();
}

/** Not waited for: the call lasts for seconds. A live call needs the microphone and the network for itself. */
function testCall({ preflight, token, language }: Extract<EngineCommand, { command: 'runPreflight' }>): void {
  if (calls.isBusy()) throw new ProblemError('call-already-active');
  void runPreflight(token, language).then((result) => report({ event: 'preflightEnded', preflight, result }));
}

async function handleCallCommand(command: CallCommand): Promise<void> {
  switch (command.command) {
    case 'prepareCall':
      return prepareCall();
    case 'dial':
      return calls.connect(command);
    case 'answer':
      return calls.accept(command.callId, command.keep);
    case 'speakOn':
      return calls.speakOn(command.callId);
    case 'stopAutoAnswer':
      return calls.cancelAutoAnswer(command.callId);
    case 'decline':
      return calls.decline(command.callId);
    case 'silence':
      return calls.silence(command.callId);
    case 'useRingSettings':
      calls.useRingSettings({ doNotDisturb: command.doNotDisturb, autoAnswer: command.autoAnswer });
      return updatePresence();
    case 'setOnOwnPhone':
      return calls.useRingSettings({ onOwnPhone: command.on });
    case 'hangUp':
      return calls.disconnect(command.callId);
    case 'mute':
      return calls.mute(command.callId, command.on);
    case 'sendKeys':
      return calls.sendDigits(command.callId, command.keys);
  }
}

receive('offscreen', {
  'engine-command': async (message, sender) => {
    // Only the background sends engine commands; it has no tab.
    if (sender.tab) throw new ProblemError('request-refused');
    await handleCommand(message as EngineCommand);
  },
});
void watchMicrophone((microphone) => report({ event: 'microphoneChanged', microphone }));
detectSleep(() => registration.woke());
// The SDK ends its active call alone. This listener is added before those of any Device.
addEventListener('pagehide', () => calls.disconnectAll());
void introduce();
