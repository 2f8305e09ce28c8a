/** The token and the registration of a browser's socket. */
import type { TwilioContext } from '../context.ts';
import { verifyAccessToken, type VerifiedToken } from './access-token.ts';
import type { Connection } from './connection.ts';
import { locationOf } from './edges.ts';

/** Sends an error that the SDK shows, then `close`, after which the SDK does not reconnect. */
function refuseToken(connection: Connection, error: { code: number; message: string }): void {
  connection.token = undefined;
  connection.registered = false;
  connection.send('error', { error });
  connection.send('close', {});
  connection.socket.close();
}

/** An overloaded server names the seconds until the next attempt, and closes with 1013 (try again later). The SDK reconnects. */
function refuseOverloaded(context: TwilioContext, connection: Connection, { retryAfter }: { retryAfter: number }): void {
  context.events.record('overloaded', { retryAfter });
  connection.send('error', { error: { code: 31005, message: 'The server is overloaded', retryAfter } });
  connection.socket.close(1013);
}

/** Verifies the token of a browser's `listen`; the answer is `connected`, or an error and `close`. */
export function handleListen(context: TwilioContext, connection: Connection, jwt: string): void {
  const overload = context.faults.takeOverload();
  if (overload) return refuseOverloaded(context, connection, overload);
  const { refuseTokens } = context.faults.current();
  const isActive = context.accountState.current().status === 'active';
  const token = refuseTokens || !isActive ? undefined : verifyAccessToken(jwt, context.account);
  if (!token || token.is === 'refused') {
    const error = token ? { code: token.code, message: token.message } : { code: refuseTokens ?? 31204, message: 'Refused on request' };
    context.events.record('token-refused', error);
    return refuseToken(connection, error);
  }
  connection.token = token;
  clearTimeout(connection.expiry);
  connection.expiry = setTimeout(() => {
    context.events.record('token-expired', { identity: token.identity });
    connection.registered = false;
    connection.send('error', { error: { code: 31205, message: 'JWT token has expired' } });
  }, token.ttl * 1000);
  context.events.record('listening', { identity: token.identity, ttl: token.ttl });
  const { identity, ttl } = token;
  connection.send('connected', { ...locationOf(connection.edge), home: 'us1', gateway: 'local', token: { identity, ttl } });
  context.clients.browserLegs.deliverMissed(connection, identity);
}

/**
 * The limit that the documentation of the mobile SDKs names; a web limit is not documented.
 * An older registration gets no more invites and no message, until the browser registers again.
 */
const maxRegistrations = 10;
let lastRegistration = 0;

function dropOldRegistrations(context: TwilioContext, identity: string): void {
  const newestFirst = [...context.clients.connections]
    .filter(({ registered, token }) => registered && token?.identity === identity)
    .toSorted((a, b) => b.registration - a.registration);
  for (const connection of newestFirst.slice(maxRegistrations)) {
    connection.registered = false;
    context.events.record('registration-dropped', { identity });
  }
}

/** Registers the browser for incoming calls, or unregisters it. */
export function handleRegister(context: TwilioContext, connection: Connection, token: VerifiedToken, audio: boolean): void {
  if (audio && !token.incomingAllowed) {
    connection.send('error', { error: { code: 31201, message: 'The token does not allow incoming calls' } });
    return;
  }
  if (connection.registered !== audio) {
    context.events.record(audio ? 'registered' : 'unregistered', { identity: token.identity });
    lastRegistration += 1;
    connection.registration = lastRegistration;
  }
  connection.registered = audio;
  dropOldRegistrations(context, token.identity);
  connection.send(audio ? 'ready' : 'offline', {});
}
