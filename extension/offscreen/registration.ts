/** The line: one Twilio Device, registered, with a token that is renewed in time, and proven to be reached by calls. */
import { type Call, Device, type TwilioError } from '@twilio/voice-sdk';
import type { Problem } from '../../shared/problem.ts';
import type { Line } from '../protocol/engine-events.ts';
import { type Devices, newDevice, register, useDevices } from './device.ts';
import { createInviteWatch } from './missed-invite-detector.ts';
import { createProof } from './line-probe.ts';
import { renewalWait, retryBase, retryWait } from './retry-policy.ts';
import { isTokenFailure, isUnnamedRefusal, twilioProblem } from './twilio-problem.ts';

/** `register()` can stay pending for ever when the token is refused without a word. */
const registerTimeoutMs = 10_000;
/** A socket that drops and comes back within this time is not worth a word. */
const flapToleranceMs = 3_000;
/** A registration can go silent while its socket lives, so a quiet line is proven again and again. */
const proveEveryMs = 5 * 60_000;

export type LineWorld = {
  moved: (line: Line) => void;
  /** Somebody must answer with `useToken` or `noToken`. */
  tokenNeeded: (because: 'expiring' | 'refused') => void;
  /** While a call is live the Device is kept, whatever its registration does. */
  callIsLive: () => boolean;
  /** The backend must ring this browser; answered with `probeSent` or `probeFailed`. */
  probeNeeded: (probe: string) => void;
  invited: (call: Call) => void;
  /** A call that is being set up cannot be heard: its connection does not come about. */
  mediaStuck: () => void;
};

export type HeldLine = ReturnType<typeof createLine>;

export function createLine(world: LineWorld) {
  let device: Device | null = null;
  let wanted = false;
  let now: Line = { is: 'off' };
  let failures = 0;
  let tokenTimer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let devices: Devices = { microphoneId: '', speakerId: '' };
  let nextProof: ReturnType<typeof setTimeout> | undefined;
  /** Proofs in a row that found the line silent. */
  let silences = 0;
  /** Proofs in a row that came to nothing, for whatever reason. */
  let unknowns = 0;
  let rebuiltAt: number | undefined;
  /** The next token makes a new Device, whatever the old one says of itself. Until then calls go out by the old one. */
  let rebuild = false;

  const move = (next: Line) => {
    now = next;
    world.moved(next);
  };

  const connecting = () => {
    if (now.is !== 'connecting') move({ is: 'connecting', since: Date.now() });
  };

  const proveIn = (ms: number) => {
    clearTimeout(nextProof);
    nextProof = setTimeout(() => {
      // A call that is on is not risked for a test.
      if (world.callIsLive()) proveIn(proveEveryMs);
      else if (device?.state === Device.State.Registered) proof.begin();
    }, ms);
  };

  /** Registered, and still no call comes through: only a registration made anew cures that. */
  const wentSilent = () => {
    if (!wanted) return;
    // The call that is on needs this Device.
    if (world.callIsLive()) return proveIn(proveEveryMs);
    silences += 1;
    rebuild = true;
    if (silences === 1) {
      rebuiltAt = Date.now();
      move({ is: 'connecting', since: Date.now(), because: 'went-silent' });
      return askForTokenIn(0, 'refused');
    }
    return unproven({ code: 'line-unproven' });
  };

  const unproven = (problem: Problem) => {
    unknowns += 1;
    const wait = retryWait(unknowns, Math.random());
    const since = now.is === 'unproven' ? now.since : Date.now();
    move({ is: 'unproven', problem, since, retryAt: Date.now() + wait });
    if (device && !rebuild) proveIn(wait);
    else askForTokenIn(wait, 'refused');
  };

  const proof = createProof({
    needed: world.probeNeeded,
    silent: wentSilent,
    unknown: unproven,
    proven(at) {
      [silences, unknowns] = [0, 0];
      move({ is: 'ready', provenAt: at, ...(rebuiltAt === undefined ? {} : { rebuiltAt }) });
      proveIn(proveEveryMs);
    },
  });

  const invites = createInviteWatch(() => wentSilent());

  /** Down, and coming back: the next token makes a new Device unless a call needs the old one. */
  const fail = (problem: Problem, because: 'expiring' | 'refused') => {
    clearTimeout(patience);
    if (!wanted) return;
    failures += 1;
    const wait = retryWait(failures, Math.random());
    const since = now.is === 'problem' ? now.since : Date.now();
    move({ is: 'problem', problem, since, retryAt: Date.now() + wait });
    askForTokenIn(wait, because);
  };

  const askForTokenIn = (ms: number, because: 'expiring' | 'refused') => {
    clearTimeout(tokenTimer);
    tokenTimer = setTimeout(() => {
      if (!wanted) return;
      // The service worker may stop before it answers: after a timeout, the request is a retry.
      askForTokenIn(retryBase(failures + 1) + retryWait(failures + 1, Math.random()), because);
      world.tokenNeeded(because);
    }, ms);
  };

  const waitForRegistration = (ms: number, problem: Problem) => {
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (device?.state !== Device.State.Registered) fail(problem, 'refused');
    }, ms);
  };

  const heardError = (error: TwilioError.TwilioError, call?: Call) => {
    const stands = device?.state === Device.State.Registered;
    if (isTokenFailure(error)) fail(twilioProblem(error, 'token-refused'), 'refused');
    // Said to a line that stands it may be about anything: it counts when the line falls with it.
    else if (isUnnamedRefusal(error) && !call) waitForRegistration(stands ? flapToleranceMs : 0, twilioProblem(error, 'token-refused'));
    else if (!stands && now.is !== 'problem') {
      connecting();
      waitForRegistration(flapToleranceMs, twilioProblem(error, 'line-unreachable'));
    }
  };

  const makeDevice = (token: string): Device => {
    const made = newDevice(token, world.mediaStuck);
    made.on('registered', () => {
      clearTimeout(patience);
      failures = 0;
      // Twilio repeats itself: what was proven a moment ago stays so.
      if (now.is !== 'ready' && now.is !== 'unproven') connecting();
      proof.begin();
    });
    made.on('incoming', (call: Call) => world.invited(call));
    made.on('unregistered', () => {
      if (wanted && made === device && (now.is === 'ready' || now.is === 'unproven')) connecting();
    });
    made.on('error', heardError);
    return made;
  };

  const dropDevice = () => {
    proof.stop();
    clearTimeout(nextProof);
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
      askForTokenIn(renewalWait(expiresAt, Date.now()), 'expiring');
      if (device && ((device.state === Device.State.Registered && now.is !== 'problem' && !rebuild) || world.callIsLive())) {
        device.updateToken(token);
        // Said again: whoever believed the line down for want of a token learns that it stands.
        move(now);
        return;
      }
      dropDevice();
      rebuild = false;
      if (now.is !== 'problem' && now.is !== 'unproven') connecting();
      waitForRegistration(registerTimeoutMs, { code: 'line-timed-out' });
      device = makeDevice(token);
      await useDevices(device, devices);
      register(device);
    },

    noToken() {
      if (!wanted) return;
      failures += 1;
      askForTokenIn(retryWait(failures, Math.random()), 'refused');
    },

    prove() {
      if (world.callIsLive()) return;
      if (!device || device.state !== Device.State.Registered) {
        failures = 0;
        if (wanted) askForTokenIn(0, 'refused');
        return;
      }
      connecting();
      rebuiltAt = undefined;
      proof.begin();
    },

    /** After a sleep or a change of network: proven again, without a word unless it fails. */
    proveQuietly() {
      if (wanted && !world.callIsLive() && device?.state === Device.State.Registered) proof.begin();
    },

    probeSent: (probe: string, queuedMs: number) => proof.sent(probe, queuedMs),
    probeFailed: (probe: string, problem: Problem) => proof.failed(probe, problem),
    sawProbe: (probe: string) => proof.saw(probe),

    /** The backend says that this call rings here. A line that does not hear of it has gone silent. */
    expectInvite(sid: string) {
      if (wanted && !world.callIsLive()) invites.expect(sid);
    },
    sawInvite: (sid: string) => invites.saw(sid),

    drop() {
      wanted = false;
      clearTimeout(tokenTimer);
      clearTimeout(patience);
      invites.forget();
      dropDevice();
      move({ is: 'off' });
    },

    async useDevices(chosen: Devices) {
      devices = chosen;
      if (device) await useDevices(device, chosen);
    },

    now: () => now,
    device: () => device,
  };
}
