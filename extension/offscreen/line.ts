/** The line: one Twilio Device, registered, with a token that is renewed in time. */
import { Call, Device, type TwilioError } from '@twilio/voice-sdk';
import type { Problem } from '../../shared/problem.ts';
import type { LineFact } from '../messages.ts';
import { waitBeforeRefresh, waitBeforeRetry } from './retry-policy.ts';
import { sounds } from './sounds.ts';
import { isTokenFailure, twilioProblem } from './twilio-problem.ts';

/** `register()` can stay pending for ever when the token is refused without a word. */
const registerPatienceMs = 10_000;
/** A socket that drops and comes back within this time is not worth a word. */
const flapToleranceMs = 3_000;

export type LineWorld = {
  moved: (line: LineFact) => void;
  /** Somebody must answer with `useToken` or `noToken`. */
  tokenNeeded: (because: 'expiring' | 'refused') => void;
  /** While a call is live the Device is kept, whatever its registration does. */
  callIsLive: () => boolean;
};

export type HeldLine = ReturnType<typeof createLine>;

export function createLine(world: LineWorld) {
  let device: Device | null = null;
  let wanted = false;
  let now: LineFact = { is: 'off' };
  let failures = 0;
  let tokenTimer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let devices = { microphoneId: '', speakerId: '' };

  const move = (next: LineFact) => {
    now = next;
    world.moved(next);
  };

  const connecting = () => {
    if (now.is !== 'connecting') move({ is: 'connecting', since: Date.now() });
  };

  /** Down, and coming back: the next token makes a new Device unless a call needs the old one. */
  const fail = (problem: Problem, because: 'expiring' | 'refused') => {
    clearTimeout(patience);
    if (!wanted) return;
    failures += 1;
    const wait = waitBeforeRetry(failures);
    const since = now.is === 'down' ? now.since : Date.now();
    move({ is: 'down', problem, since, retryAt: Date.now() + wait });
    askForTokenIn(wait, because);
  };

  const askForTokenIn = (ms: number, because: 'expiring' | 'refused') => {
    clearTimeout(tokenTimer);
    tokenTimer = setTimeout(() => {
      if (!wanted) return;
      // Asked again until it is answered: the background may stop in the middle of the answer.
      askForTokenIn(waitBeforeRetry(failures + 1), because);
      world.tokenNeeded(because);
    }, ms);
  };

  const waitForRegistration = (ms: number, problem: Problem) => {
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (device?.state !== Device.State.Registered) fail(problem, 'refused');
    }, ms);
  };

  const heardError = (error: TwilioError.TwilioError) => {
    if (isTokenFailure(error)) fail(twilioProblem(error, 'token-refused'), 'refused');
    else if (device?.state !== Device.State.Registered && now.is !== 'down') {
      connecting();
      waitForRegistration(flapToleranceMs, twilioProblem(error, 'line-unreachable'));
    }
  };

  const makeDevice = (token: string): Device => {
    const made = new Device(token, {
      sounds,
      logLevel: 'silent',
      enableImprovedSignalingErrorPrecision: true,
      maxCallSignalingTimeoutMs: 30_000,
      allowIncomingWhileBusy: true,
      appName: 'hatif',
      codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    });
    made.on('registered', () => {
      clearTimeout(patience);
      failures = 0;
      move({ is: 'registered', provenAt: Date.now(), identity: made.identity ?? '' });
    });
    made.on('unregistered', () => {
      if (wanted && made === device && now.is === 'registered') connecting();
    });
    made.on('error', heardError);
    return made;
  };

  const dropDevice = () => {
    const old = device;
    device = null;
    old?.removeAllListeners();
    // An old listener list would leave `error` without one, and an emitter throws then.
    old?.on('error', () => undefined);
    old?.destroy();
  };

  return {
    hold() {
      if (wanted) return;
      wanted = true;
      failures = 0;
      connecting();
      askForTokenIn(0, 'expiring');
    },

    async useToken(token: string, expiresAt: number) {
      if (!wanted) return;
      clearTimeout(tokenTimer);
      askForTokenIn(waitBeforeRefresh(expiresAt, Date.now()), 'expiring');
      if (device && (now.is === 'registered' || world.callIsLive())) {
        device.updateToken(token);
        // Said again: whoever believed the line down for want of a token learns that it stands.
        move(now);
        return;
      }
      dropDevice();
      if (now.is !== 'down') connecting();
      waitForRegistration(registerPatienceMs, { code: 'line-timed-out' });
      device = makeDevice(token);
      await useDevices(device, devices);
      register(device);
    },

    noToken() {
      if (!wanted) return;
      failures += 1;
      askForTokenIn(waitBeforeRetry(failures), 'refused');
    },

    async prove() {
      // A call that is on is not risked for a test.
      if (world.callIsLive()) return;
      if (!device || device.state !== Device.State.Registered) {
        failures = 0;
        if (wanted) askForTokenIn(0, 'refused');
        return;
      }
      connecting();
      waitForRegistration(registerPatienceMs, { code: 'line-timed-out' });
      await device.unregister();
      register(device);
    },

    drop() {
      wanted = false;
      clearTimeout(tokenTimer);
      clearTimeout(patience);
      dropDevice();
      move({ is: 'off' });
    },

    async useDevices(chosen: typeof devices) {
      devices = chosen;
      if (device) await useDevices(device, chosen);
    },

    now: () => now,
    device: () => device,
  };
}

/** Not waited for: it can stay pending for ever. Its failures arrive as `error` events; a rejection says nothing more. */
function register(device: Device): void {
  device.register().catch(() => undefined);
}

/** A device that is gone leaves the browser's default in use. */
async function useDevices({ audio }: Device, { microphoneId, speakerId }: { microphoneId: string; speakerId: string }) {
  if (!audio) return;
  const input = audio.availableInputDevices.has(microphoneId) ? microphoneId : '';
  await (input ? audio.setInputDevice(input) : audio.unsetInputDevice()).catch(() => undefined);
  const output = audio.availableOutputDevices.has(speakerId) ? speakerId : 'default';
  await audio.speakerDevices.set(output).catch(() => undefined);
}
