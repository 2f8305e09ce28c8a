/** The Account SID and the Auth Token: from the environment, or asked for. */
import type { Terminal } from './terminal.ts';
import type { Credentials } from './twilio-api.ts';

const accountPage = 'https://console.twilio.com > Account Dashboard > Account Info';

/** @throws {Error} when one of them has the wrong shape; the message never repeats a value. */
export async function askCredentials(terminal: Terminal, env: Record<string, string | undefined>): Promise<Credentials> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = env;
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN) terminal.say(`Both stand in ${accountPage}.`);
  const accountSid = TWILIO_ACCOUNT_SID || (await terminal.askHidden('Account SID (starts with AC, not shown):'));
  const authToken = TWILIO_AUTH_TOKEN || (await terminal.askHidden('Auth Token (not shown):'));
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) throw new Error(`The Account SID is not AC and 32 characters of 0-9 and a-f: ${accountPage}.`);
  if (!/^[0-9a-f]{32}$/i.test(authToken)) throw new Error(`The Auth Token is not 32 characters of 0-9 and a-f: ${accountPage}.`);
  return { accountSid, authToken, apiKey: givenKey(env), baseUrl: loopback(TWILIO_API_BASE_URL) };
}

/** A key that exists is used where its secret is given too. */
function givenKey({ TWILIO_API_KEY: sid, TWILIO_API_SECRET: secret }: Record<string, string | undefined>): Credentials['apiKey'] {
  return sid && secret ? { sid, secret } : undefined;
}

/** The Auth Token goes to this address, so it must be one of this machine. */
function loopback(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(url.hostname)) {
    throw new Error('TWILIO_API_BASE_URL must be an address of this machine, as http://127.0.0.1:8788.');
  }
  return text.replace(/\/+$/, '');
}
