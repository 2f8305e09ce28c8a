/** Parses the site that a person typed or pasted. */

/** The host of `typed`, which may be a whole URL; null when it is not a site. */
export function parseSite(typed: string): string | null {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!trimmed || /\s/.test(trimmed) || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname.includes('.') || hostname === 'localhost' ? hostname : null;
}
