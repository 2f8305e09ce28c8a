/** The signalling server: what a browser's messages do. */
import type { WebSocket } from 'ws';
import type { Cloud } from '../context.ts';
import { verifyAccessToken, type VerifiedToken } from './access-token.ts';
import { takeInvite } from './caller.ts';
import { createConnection, type Connection } from './connection.ts';
import { parseFrame, type Incoming } from './frame-parser.ts';

/** The SDK gives a socket up that was silent for 15 s. */
const heartbeatMs = 10_000;

/** An error the SDK shows, then `close`, after which it does not try again by itself. */
function refuseToken(connection: Connection, error: { code: number; message: string }): void {
  connection.token = undefined;
  connection.registered = false;
  connection.send('error', { error });
  connection.send('close', {});
  connection.socket.close();
}

function listen(cloud: Cloud, connection: Connection, jwt: string): void {
  const { refuseTokens } = cloud.faults.current();
  const token = refuseTokens ? undefined : verifyAccessToken(jwt, cloud.account);
  if (!token || token.is === 'refused') {
    const error = token ? { code: token.code, message: token.message } : { code: refuseTokens ?? 31204, message: 'Refused on request' };
    cloud.events.record('token-refused', error);
    return refuseToken(connection, error);
  }
  connection.token = token;
  clearTimeout(connection.expiry);
  connection.expiry = setTimeout(() => {
    cloud.events.record('token-expired', { identity: token.identity });
    connection.registered = false;
    connection.send('error', { error: { code: 31205, message: 'JWT token has expired' } });
  }, token.ttl * 1000);
  cloud.events.record('listening', { identity: token.identity, ttl: token.ttl });
  const { identity, ttl } = token;
  connection.send('connected', { region: 'US_EAST_VIRGINIA', edge: 'ashburn', home: 'us1', gateway: 'local', token: { identity, ttl } });
  cloud.clients.sessions.deliverMissed(connection, identity);
}

function register(cloud: Cloud, connection: Connection, token: VerifiedToken, audio: boolean): void {
  if (audio && !token.incomingAllowed) {
    connection.send('error', { error: { code: 31201, message: 'The token does not allow incoming calls' } });
    return;
  }
  if (connection.registered !== audio) cloud.events.record(audio ? 'registered' : 'unregistered', { identity: token.identity });
  connection.registered = audio;
  connection.send(audio ? 'ready' : 'offline', {});
}

/** A browser whose socket broke is back in its call, or learns that the call is over. */
function reattach(cloud: Cloud, connection: Connection, identity: string, callSid: string, reconnect: string): void {
  const session = cloud.clients.sessions.findByReconnectToken(identity, reconnect);
  if (!session) {
    connection.send('hangup', { callsid: callSid });
    return;
  }
  session.connection = connection;
  cloud.events.record('reattached', { identity, callSid: session.callSid });
  connection.send('answer', { callsid: session.callSid, reconnect: session.reconnectToken });
}

type CallMessage = Exclude<Incoming, { type: 'listen' | 'register' | 'invite' }>;

/** Messages about a call the browser has a part in. */
async function handleCallMessage(cloud: Cloud, connection: Connection, identity: string, message: CallMessage): Promise<void> {
  const { clients } = cloud;
  // Several browsers of one identity ring under the same CallSid: the one that speaks is meant, or one that lost its socket.
  const all = clients.sessions.find(identity, message.callSid);
  const session = all.find((each) => each.connection === connection) ?? all.find((each) => each.connection === undefined);
  if (!session) return;
  session.connection = connection;
  switch (message.type) {
    case 'answer':
      return clients.answer(session, message.sdp);
    case 'reject':
      return clients.decline(session);
    case 'hangup':
      clients.sessions.close(session);
      return session.facts.hungUp();
    case 'reinvite':
      return connection.send('answer', { callsid: session.callSid, sdp: await session.media.answer(message.sdp) });
    case 'dtmf':
      for (const key of message.keys) session.media.pressKey(key);
      return;
    case 'message':
      cloud.events.record('message', { identity, callSid: session.callSid, content: message.content });
      return connection.send('ack', { acktype: 'message', callsid: session.callSid, voiceeventsid: message.voiceEventSid });
  }
}

async function handle(cloud: Cloud, connection: Connection, message: Incoming): Promise<void> {
  if (message.type === 'listen') return listen(cloud, connection, message.token);
  const { token } = connection;
  if (!token) return;
  if (message.type === 'register') return register(cloud, connection, token, message.audio);
  if (message.type !== 'invite') return handleCallMessage(cloud, connection, token.identity, message);
  if (message.reconnect) return reattach(cloud, connection, token.identity, message.callSid, message.reconnect);
  const { callSid: temporarySid, sdp, parameters } = message;
  cloud.events.record('invite', { identity: token.identity, parameters });
  await takeInvite(cloud, cloud.clients.sessions, connection, token, { temporarySid, sdp, parameters });
}

/** Serves one browser's socket until it closes. */
export function serveSocket(cloud: Cloud, socket: WebSocket): void {
  const connection = createConnection(socket);
  cloud.clients.connections.add(connection);
  const heartbeat = setInterval(() => socket.send('\n'), heartbeatMs);
  socket.on('message', (data: Buffer) => {
    const message = parseFrame(data.toString('utf8'));
    if (!message) return;
    handle(cloud, connection, message).catch((error: unknown) => {
      cloud.events.record('error', { code: 0, message: `A ${message.type} could not be handled: ${String(error)}` });
    });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(connection.expiry);
    cloud.clients.connections.delete(connection);
    if (connection.registered) cloud.events.record('socket-closed', { identity: connection.token?.identity });
    connection.registered = false;
    cloud.clients.sessions.detach(connection);
  });
}
