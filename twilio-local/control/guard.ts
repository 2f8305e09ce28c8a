/** Restricts the control port to this machine: neither a renamed host nor a page of another site may use it. */
import { createMiddleware } from 'hono/factory';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The Host must be a loopback name: a site that rebinds its name to 127.0.0.1 sends its own name.
 * The Origin, if sent, must be this very port: browsers send it with every cross-site request that can change something.
 */
function refusalOf(host: string, origin: string | undefined): string | undefined {
  if (!loopback.test(host)) return `Host ${host} is not this machine.`;
  if (origin !== undefined && origin !== `http://${host}`) return `Origin ${origin} may not use this port.`;
  return undefined;
}

/** Answers 403 with the reason. */
export const loopbackOnly = createMiddleware(async (c, next) => {
  const refusal = refusalOf(c.req.header('host') ?? '', c.req.header('origin'));
  if (refusal) return c.json({ error: refusal }, 403);
  return next();
});
