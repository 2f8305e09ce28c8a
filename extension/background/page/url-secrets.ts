/** Removes from the address of a page the parameters that look like secrets: the address goes into the call log. */

const secretName =
  /token|secret|passw|pwd|passcode|auth|session|signature|credential|jwt|ticket|otp|csrf|xsrf|saml|assertion|api_?key|access_?key|private_?key|^(?:key|sid|sig|code|pass|pin|hash|nonce|state)$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A JSON Web Token. */
const jwt = /eyJ[\w-]{8,}\.[\w-]+/;
/** Longer than the ids of records in common CRMs, apart from UUIDs. */
const minRandomLength = 24;
const randomCharacters = /^[\w+/=.~-]+$/;

/** `address` unchanged where it has no such parameter, or is no URL. */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const secrets = [...url.searchParams].filter(([name, value]) => secretName.test(name) || looksRandom(value));
  if (secrets.length === 0 && !url.username && !url.password && !mayHoldSecret(url.hash)) return address;
  for (const [name] of secrets) url.searchParams.delete(name);
  [url.username, url.password] = ['', ''];
  if (mayHoldSecret(url.hash)) url.hash = '';
  return url.href;
}

/** Where a sign-in returns with `#access_token=…`, or a router keeps a query in the fragment. */
function mayHoldSecret(hash: string): boolean {
  const parameters = new URLSearchParams(hash.slice(1).replace(/^.*\?/, ''));
  return [...parameters].some(([name, value]) => value !== '' && (secretName.test(name) || looksRandom(value)));
}

function looksRandom(value: string): boolean {
  if (jwt.test(value)) return true;
  if (value.length < minRandomLength || uuid.test(value) || !randomCharacters.test(value)) return false;
  // Words joined by hyphens have few digits among their letters.
  const digits = value.match(/\d/g)?.length ?? 0;
  return digits >= 4 && /[a-z]/i.test(value) && value.split(/[-_.]/).some((part) => part.length >= 16);
}
