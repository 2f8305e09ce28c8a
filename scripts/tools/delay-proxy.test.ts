import { afterEach, expect, test } from 'vitest';
import { connect, createServer, type AddressInfo } from 'node:net';
import { startDelayProxy } from './delay-proxy.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startEcho(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('the first answer of a connection takes two round trips, later ones take one, and bytes stay in order', async () => {
  const delayMs = 60;
  const proxy = await startDelayProxy(await startEcho(), { delayMs });
  closers.push(() => proxy.close());
  const answers: string[] = [];
  const open = () => {
    const socket = connect(proxy.port, '127.0.0.1');
    closers.push(() => socket.destroy());
    socket.on('data', (part: Buffer) => answers.push(part.toString()));
    return socket;
  };
  const socket = open();
  const start = performance.now();
  socket.write('one');
  await expect.poll(() => answers).toEqual(['one']);
  expect(performance.now() - start).toBeGreaterThanOrEqual(4 * delayMs - 5);
  // The order tells one round trip from two, however busy the machine is.
  const fresh = open();
  fresh.write('fresh');
  await new Promise((resolve) => fresh.once('connect', resolve));
  const second = performance.now();
  socket.write('a');
  socket.write('b');
  await expect.poll(() => answers.at(-1)).toBe('fresh');
  expect(answers.slice(1, -1).join('')).toBe('ab');
  expect(performance.now() - second).toBeGreaterThanOrEqual(2 * delayMs - 5);
});

test('the end of the connection arrives after its last bytes', async () => {
  const proxy = await startDelayProxy(await startEcho(), { delayMs: 30 });
  closers.push(() => proxy.close());
  const socket = connect(proxy.port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part: Buffer) => (heard += part.toString()));
  socket.end('last words');
  await new Promise((resolve) => socket.once('close', resolve));
  expect(heard).toBe('last words');
});

test('with a TLS handshake the first answer takes three round trips', async () => {
  const delayMs = 40;
  const proxy = await startDelayProxy(await startEcho(), { delayMs, handshakes: 2 });
  closers.push(() => proxy.close());
  const socket = connect(proxy.port, '127.0.0.1');
  closers.push(() => socket.destroy());
  const start = performance.now();
  socket.write('hello');
  await new Promise((resolve) => socket.once('data', resolve));
  expect(performance.now() - start).toBeGreaterThanOrEqual(6 * delayMs - 5);
});

test('an idle connection is closed, a WebSocket is not', async () => {
  const proxy = await startDelayProxy(await startEcho(), { delayMs: 1, idleMs: 60 });
  closers.push(() => proxy.close());
  const open = (request: string) => {
    const socket = connect(proxy.port, '127.0.0.1');
    closers.push(() => socket.destroy());
    socket.write(request);
    return socket;
  };
  const webSocket = open('GET /push HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
  const plain = open('GET / HTTP/1.1\r\n\r\n');
  const later = open('GET / HTTP/1.1\r\n\r\n');
  await Promise.all([plain, later].map((socket) => new Promise((resolve) => socket.resume().once('close', resolve))));
  expect(webSocket.readyState).toBe('open');
});
