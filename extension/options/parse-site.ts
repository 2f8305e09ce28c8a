/** Reads the site that a person typed or pasted. */

/** The host of `typed`, which may be a whole address; null when it is none. */
export function siteFrom(typed: string): string | null {
  const words = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(words) ? words : `https://${words}`;
  if (!words || /\s/.test(words) || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname.includes('.') || hostname === 'localhost' ? hostname : null;
}
