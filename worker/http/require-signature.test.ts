import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { customer, goodSettings, joinAgent, newSid, sign, startBackend, twilioPost } from '../testing/test-backend.ts';

const backend = startBackend();
const path = '/api/calls/twiml/outbound';

async function everything(): Promise<unknown[]> {
  const [calls, reports] = await env.DB.batch([env.DB.prepare('SELECT * FROM calls'), env.DB.prepare('SELECT * FROM call_reports')]);
  return [calls?.results, reports?.results];
}

describe('a webhook', () => {
  const routes = [path, '/api/calls/webhook/outbound', '/api/calls/twiml/dialled', '/api/calls/webhook/status'];
  const params = { CallSid: newSid(), From: 'client:sara', To: customer, CallStatus: 'ringing', DialCallStatus: 'busy' };
  const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl } = goodSettings;
  describe.each(routes)('to %s', (route) => {
    test.each([
      ['unsigned', null],
      ['with an empty signature', ''],
      ['signed with another token', sign('b'.repeat(32), publicUrl + route, params)],
      ['signed for another host', sign(authToken, `http://127.0.0.1:8787${route}`, params)],
      ['signed for another path', sign(authToken, `${publicUrl}/api/calls`, params)],
      ['signed for other parameters', sign(authToken, publicUrl + route, { ...params, To: '+14155550101' })],
      ['with a signature that is no Base64', 'é'.normalize('NFD').replace(/[^a-z]/g, '?')],
    ])('%s is refused and changes nothing', async (_, signature) => {
      const before = await everything();
      expect((await backend.fetch(route, twilioPost(params, signature))).status).toBe(403);
      expect(await everything()).toEqual(before);
    });

    test('cannot be checked without the auth token or the public address, so it is refused', async () => {
      const before = await everything();
      const signed = twilioPost(params, sign(authToken, publicUrl + route, params));
      expect((await startBackend({ TWILIO_AUTH_TOKEN: '' }).fetch(route, signed)).status).toBe(503);
      expect((await startBackend({ PUBLIC_URL: '' }).fetch(route, twilioPost(params, sign('', route, params)))).status).toBe(503);
      expect(await everything()).toEqual(before);
    });

    test.each([
      ['no CallSid', { CallSid: '' }],
      ['a CallSid that is none', { CallSid: 'CA1' }],
    ])('signed but with %s is refused as malformed', async (_, wrong) => {
      const before = await everything();
      expect((await backend.twilio(route, { ...params, ...wrong })).status).toBe(400);
      expect(await everything()).toEqual(before);
    });

    test('that is too large is refused', async () => {
      expect((await backend.twilio(route, { ...params, Padding: 'a'.repeat(70_000) })).status).toBe(413);
    });
  });

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

  test.each<Record<string, string>>([
    { From: '+14155550123' },
    { From: 'client:a b' },
    { CallId: 'not-a-uuid' },
    { Language: 'fr' },
    { Ext: '12;' },
  ])('about an outbound call with %o is refused as malformed', async (wrong) => {
    const before = await everything();
    expect((await backend.twilio(path, { ...params, ...wrong })).status).toBe(400);
    expect(await everything()).toEqual(before);
  });
});
