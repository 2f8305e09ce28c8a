import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { customer, goodSettings, joinAgent, newSid, sign, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const path = '/api/calls/twiml/outbound';

async function everything(): Promise<unknown[]> {
  const [calls, reports] = await env.DB.batch([env.DB.prepare('SELECT * FROM calls'), env.DB.prepare('SELECT * FROM call_reports')]);
  return [calls?.results, reports?.results];
}

describe('a webhook', () => {
  const params = { CallSid: newSid(), From: 'client:sara', To: customer, CallStatus: 'ringing', DialCallStatus: 'busy' };
  const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl } = goodSettings;

  test.each([path, '/api/calls/webhook/outbound', '/api/calls/twiml/dialled', '/api/calls/webhook/status'])(
    'to %s that is signed but has no valid CallSid is refused as malformed',
    async (route) => {
      const before = await everything();
      for (const CallSid of ['', 'CA1']) expect((await backend.twilio(route, { ...params, CallSid })).status).toBe(400);
      expect(await everything()).toEqual(before);
    },
  );

  test('is checked against the public address with its query, whatever a proxy says of the host', async () => {
    const { identity } = await joinAgent(backend);
    const query = `${path}?a=1&b=it's%20me`;
    const form = { CallSid: newSid(), From: `client:${identity}`, To: customer };
    const headers = {
      'x-twilio-signature': sign(authToken, publicUrl + query, form),
      host: 'internal:8080',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
    };
    expect((await backend.fetch(query, { method: 'POST', body: new URLSearchParams(form), headers })).status).toBe(200);
  });

  test('with a parameter that comes twice is refused', async () => {
    const form = new URLSearchParams([...Object.entries(params), ['To', '+14155550101']]);
    const signature = sign(authToken, publicUrl + path, { ...params, To: [customer, '+14155550101'] });
    expect((await backend.fetch(path, { method: 'POST', body: form, headers: { 'x-twilio-signature': signature } })).status).toBe(400);
  });

  test.each<Record<string, string>>([{ From: '+14155550123' }, { From: 'client:a b' }, { CallId: 'not-a-uuid' }, { Language: 'fr' }])(
    'about an outbound call with %o is refused as malformed',
    async (wrong) => {
      const before = await everything();
      expect((await backend.twilio(path, { ...params, ...wrong })).status).toBe(400);
      expect(await everything()).toEqual(before);
    },
  );
});
