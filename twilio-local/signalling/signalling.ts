/** The signalling server: handles the messages of browsers. */
import type { WebSocket } from 'ws';
import type { TwilioContext } from '../context.ts';
import { acceptInvite } from './caller.ts';
import { createConnection, type Connection } from './connection.ts';
import { parseFrame, type Incoming } from './frame-parser.ts';
import { handleListen, handleRegister } from './registration.ts';

/** The SDK gives up a socket without a message for 15 s. */
const heartbeatMs = 10_000;

/** Returns a browser to its call on a new socket, or hangs up when the call is over. */
function reattach(context: TwilioContext, connection: Connection, identity: string, callSid: string, reconnect: string): void {
  const leg = context.clients.browserLegs.findByReconnectToken(identity, reconnect);
  if (!leg) {
    connection.send('hangup', { callsid: callSid });
    return;
  }
  leg.connection = connection;
  context.events.record('reattached', { identity, callSid: leg.callSid });
  connection.send('answer', { callsid: leg.callSid, reconnect: leg.reconnectToken });
}

type CallMessage = Exclude<Incoming, { type: 'listen' | 'register' | 'invite' }>;

/** Handles a message about one of the browser's calls. */
async function handleCallMessage(context: TwilioContext, connection: Connection, identity: string, message: CallMessage): Promise<void> {
  const { clients } = context;
  // Browsers of one identity ring under the same CallSid: take the sender's leg, or one without a socket.
  const all = clients.browserLegs.find(identity, message.callSid);
  const leg = all.find((each) => each.connection === connection) ?? all.find((each) => each.connection === undefined);
  if (!leg) return;
  leg.connection = connection;
  switch (message.type) {
    case 'answer':
      return clients.answer(leg, message.sdp);
    case 'reject':
      return clients.decline(leg);
    case 'hangup':
      clients.browserLegs.close(leg);
      return leg.observer.hungUp();
    case 'reinvite':
      return connection.send('answer', { callsid: leg.callSid, sdp: await leg.media.answer(message.sdp) });
    case 'dtmf':
      for (const key of message.keys) leg.media.pressKey(key);
      return;
    case 'message':
      context.events.record('message', { identity, callSid: leg.callSid, content: message.content });
      return connection.send('ack', { acktype: 'message', callsid: leg.callSid, voiceeventsid: message.voiceEventSid });
  }
}

async function handle(context: TwilioContext, connection: Connection, message: Incoming): Promise<void> {
  if (message.type === 'listen') return handleListen(context, connection, message.token);
  const { token } = connection;
  if (!token) return;
  if (message.type === 'register') return handleRegister(context, connection, token, message.audio);
  if (message.type !== 'invite') return handleCallMessage(context, connection, token.identity, message);
  if (message.reconnect) return reattach(context, connection, token.identity, message.callSid, message.reconnect);
  const { callSid: temporarySid, sdp, parameters } = message;
  context.events.record('invite', { identity: token.identity, parameters });
  await acceptInvite(context, connection, token, { temporarySid, sdp, parameters });
}

/** Handles the socket of one browser until it closes. */
export function attachBrowser(context: TwilioContext, socket: WebSocket, edge: string): void {
  const connection = createConnection(socket, edge);
  context.clients.connections.add(connection);
  const heartbeat = setInterval(() => socket.send('\n'), heartbeatMs);
  socket.on('message', (data: Buffer) => {
    const message = parseFrame(data.toString('utf8'));
    if (!message) return;
    handle(context, connection, message).catch((error: unknown) => {
      context.events.record('error', { code: 0, message: `A ${message.type} could not be handled: ${String(error)}` });
    });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(connection.expiry);
    context.clients.connections.delete(connection);
    if (connection.registered) context.events.record('socket-closed', { identity: connection.token?.identity });
    connection.registered = false;
    context.clients.browserLegs.detach(connection);
  });
}
