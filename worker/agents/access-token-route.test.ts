import { expect, test } from 'vitest';
import { goodSettings, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();

function decode(part: string): unknown {
  return JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(part, { alphabet: 'base64url' })));
}

test("the token is a Twilio voice token of the session's identity for one hour", async () => {
  const { identity, session } = await joinAgent(backend);
  const before = Math.floor(Date.now() / 1000);
  const answer = await (await backend.get('/api/calls/token?identity=somebody_else', session)).json<{ token: string; expiresAt: string }>();
  const [header = '', payload = '', signature = ''] = answer.token.split('.');
  const { iat, exp, jti, ...claims } = decode(payload) as { iat: number; exp: number; jti: string };

  expect(decode(header)).toEqual({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  expect(claims).toEqual({
    iss: goodSettings.TWILIO_API_KEY,
    sub: goodSettings.TWILIO_ACCOUNT_SID,
    grants: { identity, voice: { incoming: { allow: true }, outgoing: { application_sid: goodSettings.TWILIO_TWIML_APP_SID } } },
  });
  expect(jti).toContain(goodSettings.TWILIO_API_KEY);
  expect(iat).toBeGreaterThanOrEqual(before);
  expect(exp - iat).toBe(3600);
  expect(answer).toMatchObject({ identity, expiresAt: new Date(exp * 1000).toISOString() });
  expect(await isSignedWith(goodSettings.TWILIO_API_SECRET, `${header}.${payload}`, signature)).toBe(true);
});

const bytes = (text: string) => new TextEncoder().encode(text);

async function isSignedWith(secret: string, signed: string, signature: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, Uint8Array.fromBase64(signature, { alphabet: 'base64url' }), bytes(signed));
}

test.each(['TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_TWIML_APP_SID'] as const)(
  'without %s there is no token, and the refusal names it',
  async (name) => {
    const { session } = await joinAgent(backend);
    const answer = await startBackend({ [name]: '' }).get('/api/calls/token', session);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      problem: 'settings-missing',
      message: `Settings are missing: ${name}`,
      details: { names: name },
    });
  },
);

test('a malformed key is refused as malformed', async () => {
  const { session } = await joinAgent(backend);
  const wrong = startBackend({ TWILIO_API_SECRET: goodSettings.TWILIO_AUTH_TOKEN });
  expect(await problemIn(await wrong.get('/api/calls/token', session))).toEqual({ status: 503, problem: 'settings-malformed' });
});
