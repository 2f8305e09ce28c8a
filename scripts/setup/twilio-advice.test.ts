import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { type LocalServer, startLocalServer } from '../tools/local-server.ts';
import { adviceOf } from './twilio-advice.ts';
import { twilioApi } from './twilio-api.ts';

let server: LocalServer | undefined;
afterEach(() => server?.close());

async function refusalOf(code: number): Promise<string> {
  server = await startLocalServer((_request, response) => {
    response.writeHead(400).end(JSON.stringify({ code, message: 'As Twilio says.', status: 400 }));
  });
  const api = twilioApi({ accountSid: 'AC1', authToken: 'x', baseUrl: server.url });
  const refused = await api.request('POST', 'IncomingPhoneNumbers.json', z.unknown(), { PhoneNumber: '+14155550100' }).catch(String);
  return String(refused);
}

test.each([
  [21404, 'Upgrade'],
  [21422, 'another number'],
  [21631, 'regulatory-compliance'],
  [21649, 'regulatory-compliance'],
  [21401, 'country code'],
])('a refusal with %i says what to do', async (code, advice) => {
  const message = await refusalOf(code);
  for (const part of [advice, 'As Twilio says.', `https://www.twilio.com/docs/errors/${code}`]) expect(message).toContain(part);
});

test('a code without an advice has the page of Twilio alone', async () => {
  expect(adviceOf(99_999)).toBeUndefined();
  expect(await refusalOf(99_999)).toContain('Twilio refused (99999): As Twilio says. https://www.twilio.com/docs/errors/99999');
});
