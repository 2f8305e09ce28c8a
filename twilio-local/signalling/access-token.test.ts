import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyAccessToken } from './access-token.ts';

const account = { accountSid: 'AC1', authToken: 'token', apiKeys: [{ sid: 'SK1', secret: 'secret' }] };
const now = 1_800_000_000;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const claims = {
  iss: 'SK1',
  sub: 'AC1',
  exp: now + 3600,
  grants: { identity: 'omar_1', voice: { incoming: { allow: true }, outgoing: { application_sid: 'AP1' } } },
};

const goodHeader: object = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' };

function sign(body: unknown, { secret = 'secret', header = goodHeader } = {}): string {
  const signed = `${encode(header)}.${encode(body)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

test('a valid token gives identity, lifetime, application and permission for incoming calls', () => {
  expect(verifyAccessToken(sign(claims), account, now)).toEqual({
    is: 'accepted',
    identity: 'omar_1',
    ttl: 3600,
    outgoingApplicationSid: 'AP1',
    incomingAllowed: true,
  });
});

test.each([
  ['no JWT', 'nonsense', 31204],
  ['not JSON inside', 'a.b.c', 31204],
  ['no expiry', sign({ ...claims, exp: undefined }), 31204],
  ['another content type', sign(claims, { header: { alg: 'HS256', typ: 'JWT' } }), 20102],
  ['no signature algorithm', sign(claims, { header: { alg: 'none', cty: 'twilio-fpa;v=1' } }), 20102],
  ['an unknown key', sign({ ...claims, iss: 'SK2' }), 20103],
  ['another account', sign({ ...claims, sub: 'AC2' }), 20103],
  ['a wrong secret', sign(claims, { secret: 'wrong' }), 31202],
  ['expired', sign({ ...claims, exp: now - 1 }), 31205],
  ['not yet valid', sign({ ...claims, nbf: now + 120 }), 20105],
  ['longer than a day', sign({ ...claims, exp: now + 25 * 3600 }), 31207],
  ['no voice grant', sign({ ...claims, grants: { identity: 'omar' } }), 31201],
  ['an identity with a hyphen', sign({ ...claims, grants: { ...claims.grants, identity: 'o-mar' } }), 31105],
])('%s is refused with its code', (_, token, code) => {
  expect(verifyAccessToken(token, account, now)).toMatchObject({ is: 'refused', code });
});

test('a changed claim breaks the signature', () => {
  const [head, , signature] = sign(claims).split('.');
  const changed = `${head}.${encode({ ...claims, grants: { ...claims.grants, identity: 'admin' } })}.${signature}`;
  expect(verifyAccessToken(changed, account, now)).toMatchObject({ code: 31202 });
});
