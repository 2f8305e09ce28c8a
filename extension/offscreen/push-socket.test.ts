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
/** Requests for tickets; each gets a new ticket while `ticketAnswer` is null. */
let requests: { url: string; authorization: string | null; method: string }[] = [];
let ticketAnswer: (() => Promise<Response>) | null = null;
let endedSessions = 0;
let heard: Push[] = [];
let random = 0;
let globalListeners: EventTarget;
let push: ReturnType<typeof createPushSocket>;
const standing = JSON.stringify({ push: 'standing', calls: [] });
const target = { backendUrl: 'https://hatif.example.com', session: 'secret' };

async function fakeFetch(url: string, { method = 'GET', headers }: RequestInit = {}): Promise<Response> {
  requests.push({ url, method, authorization: new Headers(headers).get('authorization') });
  return ticketAnswer?.() ?? Response.json({ ticket: `sara.ticket-${requests.length}` }, { status: 201 });
}
/** Lets the answer with the ticket arrive. */
const ticketArrives = () => vi.advanceTimersByTimeAsync(0);
async function hold(next = target): Promise<void> {
  push.hold(next);
  await ticketArrives();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', fakeFetch);
  globalListeners = new EventTarget();
  vi.stubGlobal('addEventListener', globalListeners.addEventListener.bind(globalListeners));
  random = 1 - Number.EPSILON;
  sockets = [];
  heard = [];
  requests = [];
  ticketAnswer = null;
  endedSessions = 0;
  push = createPushSocket(
    {
      onMessage: (message) => heard.push(message),
      onSessionEnded: () => {
        endedSessions += 1;
      },
    },
    () => random,
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('connects once for one pairing, with a ticket as a subprotocol: the session travels in a header alone', async () => {
  push.hold(target);
  await hold();
  expect(requests).toEqual([{ url: 'https://hatif.example.com/api/push/tickets', method: 'POST', authorization: 'Bearer secret' }]);
  expect(sockets.map(({ url, protocols }) => ({ url, protocols }))).toEqual([
    { url: 'wss://hatif.example.com/api/push', protocols: ['hatif', 'sara.ticket-1'] },
  ]);
});

test('fetches a new ticket for each connection', async () => {
  await hold();
  sockets.at(-1)!.fails();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets.map(({ protocols }) => protocols[1])).toEqual(['sara.ticket-1', 'sara.ticket-2']);
});

test.each<[title: string, answer: () => Promise<Response>]>([
  ['a backend that cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a refusal', async () => Response.json({ problem: 'too-many-requests', message: '' }, { status: 429 })],
  ['an answer that is no ticket', async () => Response.json({ ticket: 'two words' }, { status: 201 })],
  ['an answer that is no JSON', async () => new Response('<html>', { status: 200 })],
])('%s is tried again as a lost socket is', async (_, answer) => {
  ticketAnswer = answer;
  await hold();
  await vi.advanceTimersByTimeAsync(2_000 - 1);
  expect(requests).toHaveLength(1);
  ticketAnswer = null;
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toHaveLength(2);
  expect(sockets).toHaveLength(1);
});

test('a session that gets no ticket has ended: nothing is tried again', async () => {
  ticketAnswer = async () => Response.json({ problem: 'session-revoked', message: '' }, { status: 401 });
  await hold();
  expect(endedSessions).toBe(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(requests).toHaveLength(1);
  ticketAnswer = null;
  await hold();
  expect(sockets).toHaveLength(1);
});

test('a ticket that arrives after the pairing is gone opens nothing', async () => {
  push.hold(target);
  push.drop();
  await ticketArrives();
  expect(requests).toHaveLength(1);
  expect(sockets).toEqual([]);
});

test('delivers the messages that the schema knows, and no others', async () => {
  await hold();
  sockets.at(0)!.says(standing);
  for (const odd of ['', 'null', '{"push":"recipe"}', '{"push":"standing","calls":[{}]}', pushPong]) sockets.at(0)!.says(odd);
  expect(heard).toEqual([{ push: 'standing', calls: [] }]);
});

test('reconnects after every failure with a longer base, and starts over after a message', async () => {
  await hold();
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
  await hold();
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
  await hold();
  sockets.at(0)!.fails(sessionEndedCode);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets).toHaveLength(1);
  expect(endedSessions).toBe(1);
  await hold({ ...target, session: 'another' });
  push.drop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets).toHaveLength(2);
});

test('presence is sent again after a reconnect', async () => {
  const presence = { proven: true, busy: false, quiet: false };
  push.setPresence(presence);
  await hold();
  sockets.at(0)!.opens();
  sockets.at(0)!.fails();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets).toHaveLength(2);
  sockets.at(1)!.opens();
  expect(sockets.map(({ sent }) => sent)).toEqual([[JSON.stringify(presence)], [JSON.stringify(presence)]]);
});

test('a change of presence is sent at once, the same presence is not', async () => {
  await hold();
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
  await hold();
  sockets.at(0)!.fails();
  await vi.advanceTimersByTimeAsync(wait - 1);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sockets).toHaveLength(2);
});

test('the network comes back: a new socket, after a random wait too', async () => {
  await hold();
  sockets.at(0)!.opens();
  sockets.at(0)!.says(standing);
  globalListeners.dispatchEvent(new Event('online'));
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sockets).toHaveLength(2);
});

const proofsOn = (socket: FakeSocket) => socket.sent.filter((text) => text.includes('provenMsAgo'));

test('a proof is sent once, and with its age on every new socket of the pairing', async () => {
  await hold();
  sockets.at(0)!.opens();
  const provenAt = Date.now();
  for (const _ of [1, 2]) push.setProof(provenAt);
  expect(proofsOn(sockets.at(0)!)).toEqual(['{"provenMsAgo":0}']);
  sockets.at(0)!.fails();
  await vi.advanceTimersByTimeAsync(2_000);
  sockets.at(1)!.opens();
  expect(proofsOn(sockets.at(1)!)).toEqual(['{"provenMsAgo":2000}']);
  push.drop();
  await hold();
  push.setPresence({ proven: false, busy: false, quiet: false });
  sockets.at(2)!.opens();
  expect(sockets.at(2)!.sent).toEqual(['{"proven":false,"busy":false,"quiet":false}']);
});
