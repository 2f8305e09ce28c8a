/** The address of the page of a call, as the log may keep it: it leads back to the record and holds no secret. */

const secretName =
  /token|secret|passw|pwd|passcode|auth|session|signature|credential|jwt|ticket|otp|csrf|xsrf|saml|assertion|api_?key|access_?key|private_?key|^(?:key|sid|sig|code|pass|pin|hash|nonce|state)$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A JSON Web Token. */
const jwt = /eyJ[\w-]{8,}\.[\w-]+/;
/** Longer than the ids of records in common CRMs, apart from UUIDs. */
const minRandomLength = 24;
/** `#/contacts/135`, `#!/contacts/135`, `#Contact/view/64a1f0`: segments of a path. */
const routePath = /^!?(?:\/|[A-Za-z][\w-]*\/)[\w\-./~%@:,]*$/;
/** `#id=7&model=res.partner&view_type=form`: the routes of Odoo up to version 17. */
const routeParameters = new Set('id model view_type action menu_id active_id cids view'.split(' '));

/**
 * `address` without credentials, without the parameters that look like secrets, and without a fragment that is no route of
 * the page; null when it is no address of a web page.
 */
export function cleanPageUrl(address: string): string | null {
  const parts = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#@\s]+)([^?#\s]*)(?:\?([^#\s]*))?(?:#(\S*))?$/i.exec(address);
  if (!parts) return null;
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = parts;
  const [kept, route] = [withoutSecrets(query), routeIn(fragment)];
  return `${scheme}${host}${path}${kept && `?${kept}`}${route && `#${route}`}`;
}

/** The parameters of a query, except for secrets. */
function withoutSecrets(query: string): string {
  return query
    .split('&')
    .filter((parameter) => !isSecret(...nameAndValue(parameter)))
    .join('&');
}

function nameAndValue(parameter: string): [name: string, value: string] {
  const [name = '', ...value] = parameter.split('=');
  return [decode(name), decode(value.join('='))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The route in a fragment, without secrets in its query; '' for an anchor, a token or any other fragment. */
function routeIn(fragment: string): string {
  const [start = '', ...rest] = fragment.split('?');
  if (!isPath(start)) return isParameterRoute(fragment) ? fragment : '';
  const query = withoutSecrets(rest.join('?'));
  return query ? `${start}?${query}` : start;
}

function isPath(fragment: string): boolean {
  return routePath.test(fragment) && !fragment.split(/[/:,]/).some(looksRandom);
}

function isParameterRoute(fragment: string): boolean {
  const parameters = fragment.split('&').map(nameAndValue);
  return parameters.length > 1 && parameters.every(([name, value]) => routeParameters.has(name) && /^[\w.,-]{1,40}$/.test(value));
}

function isSecret(name: string, value: string): boolean {
  return secretName.test(name) || looksRandom(value);
}

function looksRandom(value: string): boolean {
  if (jwt.test(value)) return true;
  if (value.length < minRandomLength || uuid.test(value) || !/^[\w+/=.~-]+$/.test(value)) return false;
  // Words joined by hyphens have few digits among their letters.
  const digits = value.match(/\d/g)?.length ?? 0;
  return digits >= 4 && /[a-z]/i.test(value) && value.split(/[-_.]/).some((part) => part.length >= 16);
}
