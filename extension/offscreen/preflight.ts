/** The SDK's preflight test: a call to the TwiML App by a Device of its own, which measures signalling and media. */
import { Device, type PreflightTest, type TwilioError } from '@twilio/voice-sdk';
import type { Language } from '../../shared/language.ts';
import type { Problem } from '../../shared/problem.ts';
import type { PreflightResult } from '../protocol/engine-events.ts';
import { sounds } from './audio/sounds.ts';
import { twilioProblem } from './twilio-problem.ts';

/** From the token to the answer of the TwiML App. */
export const connectTimeoutMs = 12_000;
/** The backend's sentence lasts about six seconds. */
export const mediaTimeoutMs = 20_000;

type Failure = TwilioError.TwilioError | DOMException;
type Test = Pick<PreflightTest, 'on' | 'stop'>;

export function runPreflight(token: string, language: Language, start: typeof startTest = startTest): Promise<PreflightResult> {
  const { promise, resolve } = Promise.withResolvers<PreflightResult>();
  const startedAt = Date.now();
  const test = start(token, language);
  let connectedMs: number | null = null;
  let heard = false;
  let timer: ReturnType<typeof setTimeout>;

  const settle = (result: PreflightResult) => {
    clearTimeout(timer);
    resolve(result);
  };
  const fail = (problem: Problem) =>
    settle(
      connectedMs === null
        ? { signalling: { problem }, media: null }
        : { signalling: { ms: connectedMs }, media: { problem: heard ? problem : asMediaProblem(problem) } },
    );
  const pass = (rtt?: number) =>
    settle({ signalling: { ms: connectedMs ?? 0 }, media: { rttMs: rtt === undefined || !Number.isFinite(rtt) ? null : Math.round(rtt) } });
  const stopAfter = (ms: number, end: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end();
      test.stop();
    }, ms);
  };

  stopAfter(connectTimeoutMs, () => fail({ code: 'line-timed-out' }));
  test.on('connected', () => {
    connectedMs = Date.now() - startedAt;
    stopAfter(mediaTimeoutMs, () => (heard ? pass() : fail({ code: 'media-blocked' })));
  });
  test.on('sample', ({ packetsReceived }: { packetsReceived: number }) => {
    heard ||= packetsReceived > 0;
  });
  test.on('completed', ({ stats }: PreflightTest.Report) => {
    if (heard) pass(stats?.rtt?.average);
    else fail({ code: 'media-blocked' });
  });
  test.on('failed', (error: Failure) => fail(problemOfFailure(error)));
  return promise;
}

/** A browser error is about the microphone: the SDK gives every other failure a code. */
function problemOfFailure(error: Failure): Problem {
  return error instanceof DOMException ? { code: 'microphone-blocked' } : twilioProblem(error, 'line-unreachable');
}

/** A connection that fails after the answer, without any sound, is one whose sound is blocked. */
function asMediaProblem(problem: Problem): Problem {
  return problem.code === 'line-unreachable' ? { ...problem, code: 'media-blocked' } : problem;
}

/** The SDK documents no way to give the test's Device its sounds, nor its call a parameter. */
function startTest(token: string, language: Language): Test {
  class TestDevice extends Device {
    constructor(ofTest: string, options?: Device.Options) {
      super(ofTest, { ...options, sounds, enableImprovedSignalingErrorPrecision: true, appName: 'hatif' });
      this.audio?.incoming(false);
    }

    override connect(options?: Device.ConnectOptions) {
      return super.connect({ ...options, params: { Language: language } });
    }
  }
  const options = { deviceFactory: TestDevice, signalingTimeoutMs: 2 * connectTimeoutMs, logLevel: 'silent' };
  return Device.runPreflight(token, options);
}
