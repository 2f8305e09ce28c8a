/** The command line of `npm run setup`. Secrets are no options: a command line can be read by every user. */
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run setup [-- OPTIONS]
  --plan                 shows what would be changed, and changes nothing
  --yes                  changes it without a question; answers come from the options below
  --undo                 removes what an earlier run made, and nothing else
  --number +14155550100  the number of the account that customers call and see
  --buy US               buys a number of this country
  --countries SA,US      the countries that agents may call
  --agent "Noura"        the first agent
  --phone +966500000177  the agent's own phone
  --verify               verifies that phone as a caller ID
  --url https://…        the address of a domain of your own at Cloudflare
  --tunnel https://…     runs the backend on this machine, behind a tunnel with this address

The Account SID and the Auth Token are asked for, or taken from TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN. A Standard API key
of your own is used in place of a new one when TWILIO_API_KEY and TWILIO_API_SECRET are set.`;

export type SetupOptions = {
  plan: boolean;
  yes: boolean;
  undo: boolean;
  number: string | null;
  buy: string | null;
  countries: string[] | null;
  agent: string | null;
  phone: string | null;
  verify: boolean;
  url: string | null;
  tunnel: string | null;
};

/** @returns null when it is not understood. */
export function readOptions(argv: string[]): SetupOptions | null {
  try {
    const flag = { type: 'boolean' } as const;
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: argv,
      options: {
        plan: flag,
        yes: flag,
        undo: flag,
        verify: flag,
        number: text,
        buy: text,
        countries: text,
        agent: text,
        phone: text,
        url: text,
        tunnel: text,
      },
    });
    const { plan = false, yes = false, undo = false, verify = false } = values;
    const options = {
      plan,
      yes,
      undo,
      verify,
      number: values.number ?? null,
      buy: values.buy?.toUpperCase() ?? null,
      countries: values.countries === undefined ? null : readCountries(values.countries),
      agent: values.agent?.trim() ?? null,
      phone: values.phone ?? null,
      url: withoutSlash(values.url),
      tunnel: withoutSlash(values.tunnel),
    };
    return isConsistent(options) ? options : null;
  } catch {
    return null;
  }
}

export function readCountries(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
}

const isE164 = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);
const withoutSlash = (text: string | undefined) => text?.replace(/\/+$/, '') ?? null;
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code);

/** The tunnel of a test has no TLS, and ends on this machine. */
function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
}

function isConsistent({ number, buy, phone, countries, agent, verify, url, tunnel }: SetupOptions): boolean {
  const numbersFit = [number, phone].every((each) => each === null || isE164(each));
  const countriesFit = [...(countries ?? []), ...(buy ? [buy] : [])].every(isCountry);
  const urlsFit = [url, tunnel].every((each) => each === null || isPublicUrl(each)) && !(url && tunnel);
  return numbersFit && countriesFit && urlsFit && !(number && buy) && agent !== '' && !(verify && !phone) && !(phone && !agent);
}
