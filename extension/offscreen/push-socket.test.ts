import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Push, pushPing, pushPong, sessionEndedCode } from '../../shared/push.ts';
import { createPushSocket } from './push-socket.ts';

/** The browser's socket, as far as it is used, in the hands of the test. */
class FakeSocket extends EventTarget {
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
    this.dispatchEvent(new Event('open'));
  }
  says(data: string) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  fails(code = 1006) {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}
let sockets: FakeSocket[] = [];
let heard: Push[] = [];
let push: ReturnType<typeof createPushSocket>;
const standing = JSON.stringify({ push: 'standing', calls: [] });
const target = { backendUrl: 'https://hatif.example.com', session: 'secret' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('addEventListener', () => undefined);
  sockets = [];
  heard = [];
  push = createPushSocket((message) => heard.push(message));
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

test('hands on what it understands, and nothing else', () => {
  push.hold(target);
  sockets.at(0)!.says(standing);
  for (const odd of ['', 'null', '{"push":"recipe"}', '{"push":"standing","calls":[{}]}', pushPong]) sockets.at(0)!.says(odd);
  expect(heard).toEqual([{ push: 'standing', calls: [] }]);
});

test('comes back after every failure, later each time, and at once again after it worked', async () => {
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
