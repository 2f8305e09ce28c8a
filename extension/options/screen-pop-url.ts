/** Validates the URL that opens a caller in another system. */

/** HTTPS, or HTTP on this computer, with `{number}` after the host. */
export function isScreenPopUrl(written: string): boolean {
  const address = written.trim();
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  const safe = protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
  return safe && address.slice(origin.length).includes('{number}');
}
