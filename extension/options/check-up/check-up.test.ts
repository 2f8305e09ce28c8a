/** Each check of the check-up is seen to fail and to pass. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { clickTestSamples } from '../../../shared/click-test.ts';
import type { PreflightResult } from '../../protocol/engine-events.ts';
import { checkMicrophone, checkSpeaker, hearsSound } from './check-audio.ts';
import { checkExtensions, judgeSamples } from './check-extensions.ts';
import { judgePreflight } from './check-network.ts';
import { judgeServer } from './check-server.ts';
import type { CheckResult } from './check-result.ts';
import { inOrder } from './check-up.ts';

/** The tab of the test page: loading at first, then with these samples. */
const tab = vi.hoisted(() => ({ states: [] as string[], samples: [] as string[], removed: 0 }));
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { local: { get: async () => ({ pairing: { backendUrl: 'https://hatif.example.com', session: 's' } }) } },
    tabs: {
      create: async ({ url }: { url: string }) => ({ id: url === 'https://hatif.example.com/click-test' ? 7 : undefined }),
      get: async () => ({ status: tab.states.shift() ?? 'complete' }),
      remove: async () => void (tab.removed += 1),
    },
    scripting: { executeScript: async () => [{ result: tab.samples }] },
  },
}));

/** `ok`, or the code of the Problem, by the check. */
const verdicts = (results: readonly CheckResult[]) =>
  Object.fromEntries(results.map((result) => [result.id, 'saw' in result ? 'ok' : result.problem.code]));

describe('server, account and clock', () => {
  const well = { now: new Date(1_000_000).toISOString(), settings: null, account: null };

  test('pass where all is well, with what was seen', () => {
    const results = judgeServer(well, 999_900, 1_000_100);
    expect(verdicts(results)).toEqual({ server: 'ok', account: 'ok', clock: 'ok' });
    expect(results[0]).toEqual({ id: 'server', saw: 'Answered in 200 ms' });
  });

  test.each([
    [{ settings: { code: 'settings-missing' as const } }, { server: 'settings-missing' }],
    [{ account: { code: 'account-inactive' as const } }, { account: 'account-inactive' }],
    [{ now: new Date(1_000_000 + 31_000).toISOString() }, { clock: 'clock-off' }],
    [{ now: new Date(1_000_000 - 31_000).toISOString() }, { clock: 'clock-off' }],
  ])('fail: %o', (change, failed) => {
    expect(verdicts(judgeServer({ ...well, ...change }, 1_000_000, 1_000_000))).toEqual({
      server: 'ok',
      account: 'ok',
      clock: 'ok',
      ...failed,
    });
  });

  test('a clock that is 11 minutes off is said in minutes', () => {
    const [, , clock] = judgeServer(well, 1_000_000 - 660_000, 1_000_000 - 660_000);
    expect(clock).toEqual({ id: 'clock', problem: { code: 'clock-off', details: { minutes: '11' } } });
  });
});

const withDevices = (getUserMedia: () => Promise<unknown>, state = 'granted') =>
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia }, permissions: { query: async () => ({ state }) }, languages: ['en'] });
const withSpeakers = (...kinds: string[]) =>
  vi.stubGlobal('navigator', { mediaDevices: { enumerateDevices: async () => kinds.map((kind) => ({ kind })) } });

describe('microphone', () => {
  let samples: number;
  beforeEach(() => {
    samples = 0.2;
    const context = {
      resume: async () => undefined,
      createMediaStreamSource: () => ({ connect: () => undefined }),
      close: async () => undefined,
    };
    vi.stubGlobal('AudioContext', vi.fn(function AudioContext() { return context; })); // prettier-ignore
    vi.stubGlobal(
      'AnalyserNode',
      class {
        fftSize = 4;
        getFloatTimeDomainData(into: Float32Array) {
          into.fill(-samples);
        }
      },
    );
  });

  const stream = { getTracks: () => [{ stop: () => undefined }], getAudioTracks: () => [{ label: 'Headset' }] };

  test('passes with sound', async () => {
    withDevices(async () => stream);
    expect(verdicts(await checkMicrophone())).toEqual({ microphone: 'ok' });
  });

  test.each([
    ['NotFoundError', 'granted', 'microphone-missing'],
    ['NotReadableError', 'granted', 'microphone-in-use'],
    ['NotAllowedError', 'denied', 'microphone-blocked'],
    ['NotAllowedError', 'prompt', 'microphone-not-asked'],
  ])('%s with the permission %s fails', async (name, state, code) => {
    withDevices(() => Promise.reject(Object.assign(new Error(name), { name })), state);
    expect(verdicts(await checkMicrophone())).toEqual({ microphone: code });
  });

  test('fails when it gives nothing but zeros', async () => {
    samples = 0;
    withDevices(async () => stream);
    expect(verdicts(await checkMicrophone())).toEqual({ microphone: 'microphone-silent' });
  }, 5_000);

  test('the first sound is enough', async () => {
    const peaks = [0, 0, 0.001];
    expect(await hearsSound({ peak: () => peaks.shift() ?? 0 }, 1_000)).toBe(true);
  });
});

describe('speaker', () => {
  let ends: string;
  beforeEach(() => {
    ends = 'ended';
    vi.stubGlobal('chrome', { runtime: { getURL: (file: string) => file } });
    vi.stubGlobal(
      'Audio',
      class extends EventTarget {
        async setSinkId() {
          if (ends === 'no-sink') throw new Error('NotFoundError');
        }
        async play() {
          if (ends === 'no-play') throw new Error('NotAllowedError');
          setTimeout(() => this.dispatchEvent(new Event(ends)));
        }
      },
    );
  });

  test('passes when the tone comes to its end', async () => {
    withSpeakers('audioinput', 'audiooutput');
    expect(verdicts(await checkSpeaker())).toEqual({ speaker: 'ok' });
  });

  test('fails without one', async () => {
    withSpeakers('audioinput');
    expect(verdicts(await checkSpeaker())).toEqual({ speaker: 'speaker-missing' });
  });

  test.each(['no-sink', 'no-play', 'error'])('fails when it does not play: %s', async (end) => {
    ends = end;
    withSpeakers('audiooutput');
    expect(verdicts(await checkSpeaker())).toEqual({ speaker: 'speaker-failed' });
  });
});

describe('network', () => {
  const blocked = { problem: { code: 'media-blocked' as const } };
  test.each<[PreflightResult | null, object]>([
    [
      { signalling: { ms: 400 }, media: { rttMs: 40 } },
      { signalling: 'ok', media: 'ok' },
    ],
    [
      { signalling: { ms: 400 }, media: { rttMs: null } },
      { signalling: 'ok', media: 'ok' },
    ],
    [
      { signalling: { ms: 400 }, media: blocked },
      { signalling: 'ok', media: 'media-blocked' },
    ],
    [{ signalling: { problem: { code: 'line-unreachable' } }, media: null }, { signalling: 'line-unreachable' }],
    [null, { signalling: 'line-timed-out' }],
  ])('%o', (result, expected) => {
    expect(verdicts(judgePreflight(result))).toEqual(expected);
  });
});

describe('other extensions', () => {
  test.each([
    ['the samples as they were served', [...clickTestSamples], 'ok'],
    ['a sample less', clickTestSamples.slice(1), 'other-extension'],
    ['another page, which has none', [], 'backend-unreachable'],
  ])('are judged once the page has loaded, and its tab is closed: %s', async (_, samples, verdict) => {
    Object.assign(tab, { states: ['loading', 'loading'], samples, removed: 0 });
    expect(verdicts(await checkExtensions())).toEqual({ extensions: verdict });
    expect(tab).toMatchObject({ states: [], removed: 1 });
  });

  test('pass when every sample stands as it was served', () => {
    expect(verdicts([judgeSamples(clickTestSamples)])).toEqual({ extensions: 'ok' });
  });

  test.each([
    ['wraps a number', (html: string) => html.replace('+966 55', '<call-link>+966 55</call-link>')],
    ['turns a number into a link', (html: string) => html.replace('(202) 555-0123', '<a href="dialer:2025550123">(202) 555-0123</a>')],
    ['takes over tel: links', (html: string) => html.replace('href="tel:', 'data-dialer="1" href="tel:')],
  ])('fail when one %s', (_, change) => {
    expect(verdicts([judgeSamples(clickTestSamples.map(change))])).toEqual({ extensions: 'other-extension' });
  });
});

test('failed checks come first', () => {
  const results: CheckResult[] = [
    { id: 'server', saw: '' },
    { id: 'clock', problem: { code: 'clock-off' } },
  ];
  expect(inOrder(results).map(({ id }) => id)).toEqual(['clock', 'server']);
});
