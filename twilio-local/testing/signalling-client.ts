/** For tests: the signalling messages of a browser, without audio. */
import { createHmac } from 'node:crypto';
import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import { account, waitOptions } from './test-world.ts';

type Message = { type: string; payload: Record<string, unknown> };

export type SignallingClient = {
  messages: Message[];
  send(type: string, payload: object): void;
  /** Waits for a message of the type and removes it from `messages`. */
  next(type: string): Promise<Record<string, unknown>>;
  /** The close code of the socket. */
  closed: Promise<number>;
  close(): void;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function accessToken(identity: string): string {
  const header = encode({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  const voice = { incoming: { allow: true }, outgoing: { application_sid: 'AP1' } };
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const claims = encode({ iss: 'SK1', sub: account.accountSid, exp, grants: { identity, voice } });
  const signature = createHmac('sha256', 'secret').update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}

/**
 * Connects and sends `listen`.
 * @param edge in the host name that the browser connects to
 */
export async function connectClient(port: number, identity: string, edge = 'roaming'): Promise<SignallingClient> {
  const headers = { host: `voice-js.${edge}.twilio.com` };
  const socket = new WebSocket(`wss://127.0.0.1:${port}/signal`, { rejectUnauthorized: false, headers });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const messages: Message[] = [];
  socket.on('message', (data: Buffer) => {
    if (data.toString() !== '\n') messages.push(JSON.parse(data.toString()) as Message);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (type: string, payload: object) => socket.send(JSON.stringify({ type, version: '1.6', payload }));
  send('listen', { token: accessToken(identity), browserinfo: {} });
  return {
    messages,
    send,
    closed,
    next: (type) =>
      vi.waitFor(() => {
        const at = messages.findIndex((message) => message.type === type);
        expect(at, `${type} among ${messages.map((message) => message.type).join(' ')}`).toBeGreaterThanOrEqual(0);
        return messages.splice(at, 1)[0]?.payload ?? {};
      }, waitOptions),
    close: () => socket.terminate(),
  };
}

/** Connects, and registers for incoming calls. */
export async function registerClient(port: number, identity: string): Promise<SignallingClient> {
  const client = await connectClient(port, identity);
  await client.next('connected');
  client.send('register', { media: { audio: true } });
  await client.next('ready');
  return client;
}
