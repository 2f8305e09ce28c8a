/** The token and the registration of a browser's socket. */
import type { TwilioContext } from '../context.ts';
import { verifyAccessToken, type VerifiedToken } from './access-token.ts';
import type { Connection } from './connection.ts';

/** Sends an error that the SDK shows, then `close`, after which the SDK does not reconnect. */
function refuseToken(connection: Connection, error: { code: number; message: string }): void {
  connection.token = undefined;
  connection.registered = false;
  connection.send('error', { error });
  connection.send('close', {});
  connection.socket.close();
}

/** Verifies the token of a browser's `listen`; the answer is `connected`, or an error and `close`. */
export function handleListen(context: TwilioContext, connection: Connection, jwt: string): void {
  const { refuseTokens } = context.faults.current();
  const token = refuseTokens ? undefined : verifyAccessToken(jwt, context.account);
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
  connection.send('connected', { region: 'US_EAST_VIRGINIA', edge: 'ashburn', home: 'us1', gateway: 'local', token: { identity, ttl } });
  context.clients.browserLegs.deliverMissed(connection, identity);
}

/** Registers the browser for incoming calls, or unregisters it. */
export function handleRegister(context: TwilioContext, connection: Connection, token: VerifiedToken, audio: boolean): void {
  if (audio && !token.incomingAllowed) {
    connection.send('error', { error: { code: 31201, message: 'The token does not allow incoming calls' } });
    return;
  }
  if (connection.registered !== audio) context.events.record(audio ? 'registered' : 'unregistered', { identity: token.identity });
  connection.registered = audio;
  connection.send(audio ? 'ready' : 'offline', {});
}
