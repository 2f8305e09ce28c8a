/** Security headers of every answer, refusals and errors included. */
import type { Context, Next } from 'hono';
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers';

/** HSTS leaves subdomains out: the domain may serve more than this backend. */
const common = {
  strictTransportSecurity: 'max-age=31536000',
  xFrameOptions: 'DENY',
  // Superseded by the policies below, or for plug-ins that no longer exist.
  xXssProtection: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xDnsPrefetchControl: false,
};
const nothing = { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] };

const closed = honoSecureHeaders({
  ...common,
  contentSecurityPolicy: { ...nothing, styleSrc: ["'unsafe-inline'"], formAction: ["'none'"] },
});

/** The page of a pairing link has a style inline, and one script. */
const pairingPage = honoSecureHeaders({
  ...common,
  contentSecurityPolicy: { ...nothing, styleSrc: ["'unsafe-inline'"], scriptSrc: ["'self'"], formAction: ["'none'"] },
});

/** Nothing inline. With `no-referrer` browsers would send its forms with the origin `null`. */
const adminPage = honoSecureHeaders({
  ...common,
  referrerPolicy: 'same-origin',
  contentSecurityPolicy: { ...nothing, styleSrc: ["'self'"], scriptSrc: ["'self'"], connectSrc: ["'self'"], formAction: ["'self'"] },
});

export function secureHeaders(c: Context, next: Next): Promise<Response | void> {
  if (c.req.path === '/pair') return pairingPage(c, next);
  return c.req.path === '/admin' || c.req.path.startsWith('/admin/') ? adminPage(c, next) : closed(c, next);
}
