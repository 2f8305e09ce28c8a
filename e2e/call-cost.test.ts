/** The worker reads the price of a call from the local Twilio, as it does from Twilio. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmptyAccount, type EmptyAccount } from '../scripts/setup/testing/empty-account.ts';
import { fetchCost } from '../worker/twilio/call-cost.ts';

const [number, phone] = ['+14155550199', '+14155550177'];
let empty: EmptyAccount;

beforeAll(async () => {
  empty = await startEmptyAccount({ numberOnSale: number, phone });
  await rest('IncomingPhoneNumbers.json', { PhoneNumber: number });
});
afterAll(() => empty.twilio.close());

const account = () => {
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '' } = empty.env;
  return { accountSid, authToken, baseUrl: empty.twilio.restUrl };
};

async function rest(resource: string, form?: Record<string, string>): Promise<{ sid: string; status: string }> {
  const { accountSid, authToken, baseUrl } = account();
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const init = form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers };
  return (await fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}/${resource}`, init)).json() as Promise<{ sid: string; status: string }>;
}

const control = (method: string, path: string, body: unknown) =>
  fetch(`${empty.twilio.controlUrl}/control/${path}`, { method, body: JSON.stringify(body) });

async function finishedCall(behaviour: Record<string, unknown>, status: string): Promise<string> {
  await control('PUT', `phones/${phone}`, behaviour);
  const { sid } = await rest('Calls.json', { To: phone, From: number, Twiml: '<Response><Pause length="1"/></Response>' });
  await vi.waitFor(async () => expect((await rest(`Calls/${sid}.json`)).status).toBe(status), { timeout: 20_000, interval: 100 });
  return sid;
}

test('the cost is unknown right after the end, and known later; nobody pays for a call that nobody answered', async () => {
  const answered = await finishedCall({ answer: 'yes' }, 'completed');
  const busy = await finishedCall({ answer: 'busy' }, 'busy');
  expect(await fetchCost(account(), answered)).toBeNull();
  await control('POST', 'faults', { priceLagMs: 0 });
  // A begun minute to the United States.
  expect(await fetchCost(account(), answered)).toBe(14_000);
  expect(await fetchCost(account(), busy)).toBe(0);
});
