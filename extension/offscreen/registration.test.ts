import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Line } from '../protocol/engine-events.ts';
import type { DeviceCallbacks } from './device.ts';

/** As much of the Device as the registration uses; the test plays Twilio. */
const device = {
  made: [] as string[],
  renewed: [] as string[],
  registered: false,
  callbacks: undefined as DeviceCallbacks | undefined,
};
vi.mock('./device.ts', () => ({
  createDeviceHolder(callbacks: DeviceCallbacks) {
    device.callbacks = callbacks;
    return {
      current: () => null,
      isRegistered: () => device.registered,
      make: (token: string) => device.made.push(token),
      started: async () => undefined,
      updateToken: (token: string) => device.renewed.push(token),
      useAudioDevices: async () => undefined,
      destroy: () => (device.registered = false),
    };
  },
}));
const { createRegistration } = await import('./registration.ts');

let lines: Line[];
let probes: string[];
let tokenRequests: string[];
let callIsLive: boolean;
let registration: ReturnType<typeof createRegistration>;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(device, { made: [], renewed: [], registered: false });
  [lines, probes, tokenRequests, callIsLive] = [[], [], [], false];
  registration = createRegistration({
    onLineChanged: (line) => lines.push(line),
    onTokenNeeded: (because) => tokenRequests.push(because),
    onProbeNeeded: (probe) => probes.push(probe),
    callIsLive: () => callIsLive,
    onIncoming: () => undefined,
    onMediaStuck: () => undefined,
    onDestroying: () => undefined,
  });
});
afterEach(() => void vi.useRealTimers());

const hourMs = 3_600_000;
async function becomeReady() {
  registration.hold();
  vi.advanceTimersByTime(0);
  await registration.useToken('first', Date.now() + hourMs);
  device.registered = true;
  device.callbacks?.onRegistered();
  registration.probeArrived('other');
}

test('hold asks for a token, the token makes a Device, and an arriving probe makes the line ready', async () => {
  await becomeReady();
  expect(tokenRequests).toEqual(['expiring']);
  expect(device.made).toEqual(['first']);
  expect(lines.map(({ is }) => is)).toEqual(['connecting', 'ready']);
  expect(registration.line().is).toBe('ready');
});

test('a ready line without any call is probed again after 30 to 90 minutes', async () => {
  await becomeReady();
  vi.advanceTimersByTime(hourMs / 2 - 1);
  expect(probes).toHaveLength(1);
  vi.advanceTimersByTime(hourMs + 1);
  // Repeated, because nobody answers the request here.
  expect(probes.length).toBeGreaterThan(1);
});

test('a line that customers call is never probed', async () => {
  await becomeReady();
  for (const quarter of Array.from({ length: 24 }).keys()) {
    vi.advanceTimersByTime(hourMs / 4);
    registration.inviteArrived(`CA${quarter}`);
  }
  expect(probes).toHaveLength(1);
  expect(registration.line()).toMatchObject({ is: 'ready', provenAt: Date.now() });
});

test('a postponed probe is asked for again, and the line stays ready', async () => {
  await becomeReady();
  registration.woke();
  registration.probePostponed(probes.at(-1)!, 50_000);
  vi.advanceTimersByTime(49_999);
  expect(probes).toHaveLength(2);
  vi.advanceTimersByTime(5_001);
  expect(probes).toHaveLength(3);
  expect(lines.map(({ is }) => is)).toEqual(['connecting', 'ready']);
});

test('the token of a quiet hour is asked for before it ends, and renews the same Device', async () => {
  await becomeReady();
  callIsLive = true;
  vi.advanceTimersByTime(hourMs * 0.75);
  expect(tokenRequests).toEqual(['expiring', 'expiring']);
  await registration.useToken('second', Date.now() + hourMs);
  expect(device).toMatchObject({ made: ['first'], renewed: ['second'] });
});

test('a probe that is lost rebuilds the registration without the agent', async () => {
  await becomeReady();
  registration.woke();
  registration.probeSent(probes.at(-1)!, 0);
  vi.advanceTimersByTime(6_000);
  expect(lines.at(-1)).toMatchObject({ is: 'connecting', because: 'went-silent' });
  vi.advanceTimersByTime(0);
  await registration.useToken('second', Date.now() + hourMs);
  expect(device.made).toEqual(['first', 'second']);
});

test('an announced call without an invitation rebuilds the registration; one with an invitation does not', async () => {
  await becomeReady();
  registration.expectInvite('CA1');
  registration.inviteArrived('CA1');
  vi.advanceTimersByTime(60_000);
  expect(registration.line().is).toBe('ready');
  registration.expectInvite('CA2');
  vi.advanceTimersByTime(4_000);
  expect(registration.line()).toMatchObject({ is: 'connecting', because: 'went-silent' });
});

test('after drop no timer runs', async () => {
  await becomeReady();
  registration.drop();
  expect(lines.at(-1)).toEqual({ is: 'off' });
  expect(vi.getTimerCount()).toBe(0);
});
