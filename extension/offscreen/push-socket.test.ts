import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Push, pushPing, pushPong, sessionEndedCode } from '../../shared/push.ts';
import { createPushSocket } from './push-socket.ts';

/** As much of the browser's WebSocket as the push socket uses; the test plays the backend. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  url: string;
  protocols: string[];
  sent: string[] = [];
  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    sockets.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.fails(1000);
  }
  opens() {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  says(data: string) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  fails(code = 1006) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}
let sockets: FakeSocket[] = [];
let heard: Push[] = [];
let random = 0;
let globalListeners: EventTarget;
let push: ReturnType<typeof createPushSocket>;
const standing = JSON.stringify({ push: 'standing', calls: [] });
const target = { backendUrl: 'https://hatif.example.com', session: 'secret' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  globalListeners = new EventTarget();
  vi.stubGlobal('addEventListener', globalListeners.addEventListener.bind(globalListeners));
  random = 1 - Number.EPSILON;
  sockets = [];
  heard = [];
  push = createPushSocket(
    (message) => heard.push(message),
    () => random,
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('connects once for one pairing, with the session as a subprotocol and never in the address', () => {
  push.hold(target);
  push.hold(target);
  expect(sockets.map(({ url, protocols }) => ({ url, protocols }))).toEqual([
    { url: 'wss://hatif.example.com/api/push', protocols: ['hatif', 'secret'] },
  ]);
});

test('delivers the messages that the schema knows, and no others', () => {
  push.hold(target);
  sockets.at(0)!.says(standing);
  for (const odd of ['', 'null', '{"push":"recipe"}', '{"push":"standing","calls":[{}]}', pushPong]) sockets.at(0)!.says(odd);
  expect(heard).toEqual([{ push: 'standing', calls: [] }]);
});

test('reconnects after every failure with a longer base, and starts over after a message', async () => {
  push.hold(target);
  for (const wait of [2_000, 5_000, 15_000]) {
    const before = sockets.length;
    sockets.at(-1)!.fails();
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(sockets).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(before + 1);
  }
  sockets.at(-1)!.says(standing);
  sockets.at(-1)!.fails();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets).toHaveLength(5);
});

test('a socket that does not answer a ping is dead', async () => {
  push.hold(target);
  sockets.at(0)!.opens();
  sockets.at(0)!.says(standing);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(sockets.at(0)!.sent).toEqual([pushPing]);
  sockets.at(0)!.says(pushPong);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000 + 2_000);
  expect(sockets).toHaveLength(2);
});

test('an ended session is not tried again, and neither is one that was dropped', async () => {
  push.hold(target);
  sockets.at(0)!.fails(sessionEndedCode);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets).toHaveLength(1);
  push.hold({ ...target, session: 'another' });
  push.drop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets).toHaveLength(2);
});

test('presence is sent again after a reconnect', async () => {
  const presence = { proven: true, busy: false, quiet: false };
  push.setPresence(presence);
  push.hold(target);
  sockets.at(0)!.opens();
  sockets.at(0)!.fails();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets).toHaveLength(2);
  sockets.at(1)!.opens();
  expect(sockets.map(({ sent }) => sent)).toEqual([[JSON.stringify(presence)], [JSON.stringify(presence)]]);
});

test('a change of presence is sent at once, the same presence is not', () => {
  push.hold(target);
  sockets.at(0)!.opens();
  const presence = { proven: true, busy: false, quiet: false };
  push.setPresence(presence);
  push.setPresence({ ...presence });
  push.setPresence({ ...presence, busy: true });
  expect(sockets.at(0)!.sent).toEqual([JSON.stringify(presence), JSON.stringify({ ...presence, busy: true })]);
});

test.each([
  [0, 250],
  [0.5, 1_125],
  [1 - Number.EPSILON, 2_000],
])('the reconnect has full jitter: random %d waits %i ms', async (number, wait) => {
  random = number;
  push.hold(target);
  sockets.at(0)!.fails();
  await vi.advanceTimersByTimeAsync(wait - 1);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sockets).toHaveLength(2);
});

test('the network comes back: a new socket, after a random wait too', async () => {
  push.hold(target);
  sockets.at(0)!.opens();
  sockets.at(0)!.says(standing);
  globalListeners.dispatchEvent(new Event('online'));
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets).toHaveLength(2);
});
