/** Security headers of every answer, refusals and errors included. */
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers';

/**
 * Only the pairing page is shown by a browser; its style is inline. HSTS leaves subdomains out: the domain may serve more
 * than this backend.
 */
export const secureHeaders = honoSecureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'unsafe-inline'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: 'max-age=31536000',
  xFrameOptions: 'DENY',
  // Superseded by the policy above, or for plug-ins that no longer exist.
  xXssProtection: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xDnsPrefetchControl: false,
});
