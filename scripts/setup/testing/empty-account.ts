/** For tests: a new Twilio account at a local Twilio, as somebody has it who just signed up and paid. */
import { randomBytes } from 'node:crypto';
import { startTwilioLocal, type TwilioLocal } from '../../../twilio-local/main.ts';
import { extensionDir } from '../../browser/build-extension.ts';

export type EmptyAccount = {
  twilio: TwilioLocal;
  /** What the setup reads from the environment. */
  env: Record<string, string>;
  /** For a Chromium that loads the extension and takes the local Twilio for twilio.com. */
  chromiumArgs: string[];
};

/** No app, no number, and calls to the United States alone. */
export async function startEmptyAccount({ numberOnSale, phone }: { numberOnSale: string; phone: string }): Promise<EmptyAccount> {
  const accountSid = `AC${randomBytes(16).toString('hex')}`;
  const authToken = randomBytes(16).toString('hex');
  const twilio = await startTwilioLocal({
    account: { accountSid, authToken, apiKeys: [] },
    applications: [],
    numbers: [],
    phones: [{ number: phone, name: 'Own phone', own: true }],
    numbersOnSale: [numberOnSale],
    dialingCountries: ['US'],
    dialBufferMs: 500,
  });
  return {
    twilio,
    env: { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_BASE_URL: twilio.restUrl },
    chromiumArgs: [...twilio.chromiumArgs, `--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`],
  };
}
