/** Keeps the control port for this machine: neither a renamed host nor another site's page may use it. */
import type { IncomingMessage } from 'node:http';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The Host must be a loopback name (a site that rebinds its name to 127.0.0.1 sends its own), and an Origin, when the
 * browser sends one, must be this very port's: browsers send it with every request that changes something across sites.
 * @returns why the request is refused; undefined when it may pass
 */
export function refusalOf({ headers }: IncomingMessage): string | undefined {
  const host = headers.host ?? '';
  if (!loopback.test(host)) return `Host ${host} is not this machine.`;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return `Origin ${headers.origin} may not use this port.`;
  return undefined;
}
