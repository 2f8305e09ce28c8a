/** The admin page: signing in, what it shows, and what its forms do. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { getPage, postSignIn, sendForm, signIn, type SignedIn } from '../testing/test-admin-page.ts';
import { callResource, dial, goodSettings, joinAgent, pairAgain, startBackend } from '../testing/test-backend.ts';
import { baseUrl, testWorld } from '../testing/test-own-phone.ts';
import { pageTexts } from './page-texts.ts';

const backend = startBackend({ TWILIO_API_BASE_URL: baseUrl, MAX_SPEND_PER_DAY: '25 USD' });
let me: SignedIn;
const pageText = async (as = me) => (await getPage(backend, as)).text();
const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
const newName = () => `Page agent ${crypto.randomUUID().slice(0, 8)}`;
const lastAction = async () =>
  (await (await backend.admin('GET', 'actions')).json<{ actions: { by: string; action: string; subject: string | null }[] }>()).actions[0];

beforeEach(async () => {
  await env.DB.batch(['calls', 'outgoing_stops', 'asked_countries'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  me = await signIn(backend);
});

describe('signing in', () => {
  test('sets a short cookie that no script can read and no other site sends', async () => {
    const answer = await postSignIn(backend, goodSettings.ADMIN_TOKEN);
    expect(answer.status).toBe(303);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-hatif-admin=[\w-]{32}; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(cookie).not.toContain(goodSettings.ADMIN_TOKEN);
    const stored = await env.DB.prepare('SELECT * FROM admin_sessions').all();
    expect(JSON.stringify(stored.results)).not.toContain(/=([\w-]{32})/.exec(cookie)![1]);
    expect(await lastAction()).toEqual(expect.objectContaining({ by: 'ADMIN_TOKEN', action: 'signed-in' }));
  });

  test.each(['', ' ', 'wrong', `${goodSettings.ADMIN_TOKEN}x`])('with "%s" is refused with 401, in words', async (token) => {
    const answer = await postSignIn(backend, token);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await answer.text()).toContain('This is no admin token');
  });

  test('with the session of an agent is refused', async () => {
    expect((await postSignIn(backend, (await joinAgent(backend)).session)).status).toBe(401);
  });

  test('is limited for an address, the right token included, and for no other address', async () => {
    const tries = [];
    for (let tried = 0; tried < 11; tried += 1) tries.push((await postSignIn(backend, 'wrong', '192.0.2.1')).status);
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const late = await postSignIn(backend, goodSettings.ADMIN_TOKEN, '192.0.2.1');
    expect([late.status, late.headers.get('set-cookie')]).toEqual([429, null]);
    expect((await postSignIn(backend, goodSettings.ADMIN_TOKEN, '192.0.2.2')).status).toBe(303);
  });

  test('from another site is refused', async () => {
    const body = new URLSearchParams({ token: goodSettings.ADMIN_TOKEN });
    const answer = await backend.fetch('/admin/sign-in', { method: 'POST', headers: { origin: 'https://evil.example' }, body });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('without an origin is refused, also where no public address is set', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const body = new URLSearchParams({ token: goodSettings.ADMIN_TOKEN });
    const answer = await startBackend({ PUBLIC_URL: '' }).fetch('/admin/sign-in', { method: 'POST', body });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('ends by signing out, after an hour, and with another ADMIN_TOKEN', async () => {
    expect((await getPage(startBackend({ ADMIN_TOKEN: 'another-token-for-admins' }), me)).status).toBe(303);
    expect((await getPage(backend, me)).status).toBe(200);
    await env.DB.prepare('UPDATE admin_sessions SET expires_at = expires_at - 3600000').run();
    expect((await getPage(backend, me)).status).toBe(303);
    const again = await signIn(backend);
    expect((await sendForm(backend, again, 'sign-out')).headers.get('location')).toBe('/admin/sign-in');
    expect((await getPage(backend, again)).status).toBe(303);
  });

  test('of a further admin ends with the token, and what they did has their name', async () => {
    const { token } = await (await backend.admin('POST', 'admins', { name: 'Noura' })).json<{ token: string }>();
    const noura = await signIn(backend, token);
    const name = newName();
    expect((await sendForm(backend, noura, 'agents', { name })).status).toBe(303);
    expect(await lastAction()).toMatchObject({ by: 'Noura', action: 'agent-added', subject: name });
    await sendForm(backend, me, 'admin-revocations', { name: 'Noura' });
    expect((await getPage(backend, noura)).status).toBe(303);
    expect((await sendForm(backend, noura, 'agents', { name: newName() })).status).toBe(401);
  });
});

describe.each(['en', 'ar'] as const)('the page in %s', (language) => {
  const texts = pageTexts[language];

  test('shows agents, live calls, lines, limits, stops and what admins did', async () => {
    const { identity, name } = await joinAgent(backend);
    await dial(backend, identity);
    await backend.admin('POST', 'stops', { stopped: true });
    const html = await pageText({ ...me, language });
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    for (const shown of [name, '+966 55 501 0142', '+1 415 555 0100', '$25.00', texts.everyoneStopped, texts.inCallNow, texts.log]) {
      expect(html.replaceAll('\u00a0', ' ')).toContain(shown);
    }
    expect(html).not.toContain(goodSettings.TWILIO_AUTH_TOKEN);
    expect(html).not.toMatch(/\son\w+=|<script>|style="/);
  });

  test('has every text, with the same places for values', () => {
    for (const [key, text] of Object.entries(pageTexts.en)) {
      expect(texts[key as keyof typeof texts]).not.toBe('');
      expect(placesIn(texts[key as keyof typeof texts]), key).toEqual(placesIn(text));
    }
  });
});

test.each([
  ['en', '2 min. ago'],
  ['ar', 'قبل دقيقتين'],
] as const)('a line says when it was last proven: %s', async (language, ago) => {
  const { name, identity } = await joinAgent(backend);
  await env.DB.prepare(
    "INSERT INTO presences (identity, ring_group, rings_browser, rings_phone, busy, idle_since, expires_at, proven_at) VALUES (?, '', 1, 0, 0, 0, ?, ?)",
  )
    .bind(identity, Date.now() + 60_000, Date.now() - 150_000)
    .run();
  const html = await pageText({ ...me, language });
  const row = html.slice(html.indexOf(`<bdi>${name}</bdi>`));
  expect(row.slice(0, row.indexOf('</tr>'))).toContain(ago);
});

test('agents are sorted by name, in the alphabet of the page', async () => {
  const names = ['Agent 10', 'agent 9', 'أمل', 'بدر', 'آية'].map((name) => `${name} ${newName()}`);
  for (const name of names) await backend.admin('POST', 'agents', { name });
  const [ten, nine, amal, badr, aya] = names as [string, string, string, string, string];
  for (const [language, sorted] of [
    ['en', [nine, ten, aya, amal, badr]],
    ['ar', [aya, amal, badr, nine, ten]],
  ] as const) {
    const html = await pageText({ ...me, language });
    expect(sorted.map((name) => html.indexOf(`<bdi>${name}</bdi>`))).toEqual(
      sorted.map((name) => html.indexOf(`<bdi>${name}</bdi>`)).toSorted((one, other) => one - other),
    );
    expect(html.indexOf(`<bdi>${ten}</bdi>`)).toBeGreaterThan(0);
  }
});

test('names are text, never markup', async () => {
  const name = `<img src=x onerror=alert(1)> ${newName()}`;
  await backend.admin('POST', 'agents', { name });
  const html = await pageText();
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
});

test.each(['/admin', '/admin/sign-in'])('the language that is chosen at %s stays chosen', async (path) => {
  const answer = await getPage(backend, me, `${path}?lang=ar`);
  expect(answer.headers.get('location')).toBe(path);
  const cookie = `${me.cookie}; ${/^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]}`;
  expect(await (await getPage(backend, { ...me, cookie }, path)).text()).toContain('<html lang="ar"');
});

describe('a form', () => {
  test('adds an agent, changes the ring groups, and removes them', async () => {
    const name = newName();
    expect((await sendForm(backend, me, 'agents', { name, phone: '+966 50 000 0178', groups: 'sales, vip' })).status).toBe(303);
    expect(await pageText()).toContain('sales, vip');
    await sendForm(backend, me, 'ring-groups', { name, groups: 'support' });
    expect(await pageText()).toContain('support');
    await sendForm(backend, me, 'revocations', { name });
    expect(await lastAction()).toMatchObject({ action: 'agent-removed', subject: name });
    expect((await sendForm(backend, me, 'pairing-codes', { name })).status).toBe(404);
  });

  test('signs out one browser of an agent, and no other', async () => {
    const { name, session } = await joinAgent(backend);
    const other = await pairAgain(backend, name, '<b>Edge</b>');
    const isSignedIn = async (each: string) => (await backend.get('/api/agent', each)).status === 200;
    const html = await pageText();
    const row = html.slice(html.indexOf(`${name}</bdi>`));
    expect(row).toContain('Sign out \u2068&lt;b&gt;Edge&lt;/b&gt;\u2069');
    const device = /name="device" value="([0-9a-f]{8})"/.exec(row)![1]!;
    expect((await sendForm(backend, me, 'session-revocations', { name, device })).status).toBe(303);
    // Sorted by name: Edge, which begins with a tag here, comes before Chrome.
    expect([await isSignedIn(session), await isSignedIn(other)]).toEqual([true, false]);
    expect(await lastAction()).toMatchObject({ action: 'browser-signed-out', subject: name });
    expect((await sendForm(backend, me, 'session-revocations', { name, device })).status).toBe(404);
  });

  test('makes a pairing link that works, with its QR code', async () => {
    const { name } = await joinAgent(backend);
    const html = await (await sendForm(backend, me, 'pairing-codes', { name })).text();
    const code = /hatif\.example\.com\/pair#([\w-]{32})/.exec(html)![1]!;
    expect(html).toContain('<svg');
    expect((await backend.pair(code)).status).toBe(200);
  });

  test('stops an agent, then everybody, and allows them again', async () => {
    const { identity, name } = await joinAgent(backend);
    const isDialled = async () => (await dial(backend, identity)).twiml.includes('<Dial');
    for (const fields of [{ name }, {}] as Record<string, string>[]) {
      await sendForm(backend, me, 'stops', { ...fields, stopped: 'yes' });
      expect(await isDialled()).toBe(false);
      await sendForm(backend, me, 'stops', { ...fields, stopped: 'no' });
      expect(await isDialled()).toBe(true);
    }
  });

  test('allows a country that waits', async () => {
    const asking = startBackend({ ASK_FOR_NEW_COUNTRIES: 'on' });
    const { identity } = await joinAgent(asking);
    await dial(asking, identity);
    expect(await pageText()).toContain('Allow calls to Saudi Arabia?');
    await sendForm(backend, me, 'countries', { country: 'SA' });
    expect((await dial(asking, identity)).twiml).toContain('<Dial');
    expect(await pageText()).not.toContain('Allow calls to Saudi Arabia?');
  });

  test('cuts everything off, and says what was ended', async () => {
    const { identity } = await joinAgent(backend);
    const { sid } = await dial(backend, identity);
    testWorld.requests = [];
    testWorld.respond = ({ method }) => (method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(callResource(sid)));
    const html = await (await sendForm(backend, me, 'cut-off')).text();
    expect(html).toContain('Ended calls: 1. Not ended: 0. API key: revoked.');
    expect(testWorld.requests.map(({ path }) => path)).toContain(`Calls/${sid}.json`);
    expect((await dial(backend, identity)).twiml).not.toContain('<Dial');
  });

  test('adds an admin, whose token is shown once', async () => {
    const html = await (await sendForm(backend, me, 'admins', { name: 'Reem' })).text();
    const token = /class="secret">([\w-]{32})</.exec(html)![1]!;
    expect((await backend.admin('GET', 'agents', undefined, token)).status).toBe(200);
    const later = await pageText();
    expect(later).toContain('Revoke Reem');
    expect(later).not.toContain(token);
  });

  test('runs the doctor, which names what is wrong', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const unset = startBackend({ TWILIO_PHONE_NUMBER: '' });
    const html = await (await sendForm(unset, me, 'doctor')).text();
    expect(html).toContain('0 of 1 checks pass');
    expect(html).toContain('Missing TWILIO_PHONE_NUMBER');
    const inArabic = await (await sendForm(unset, { ...me, language: 'ar' }, 'doctor')).text();
    for (const shown of ['الإعدادات', 'ناقص: \u2066TWILIO_PHONE_NUMBER\u2069', 'المطلوب: كل الإعدادات']) expect(inArabic).toContain(shown);
    expect(inArabic).not.toContain('Wanted');
  });

  test.each<[string, Record<string, string>, number, keyof typeof pageTexts.en]>([
    ['agents', {}, 400, 'malformed'],
    ['agents', { name: 'Sara', phone: '12' }, 400, 'malformed'],
    ['agents', { name: 'Sara', groups: 'No Group!' }, 400, 'malformed'],
    ['ring-groups', { name: 'Nobody', groups: 'sales' }, 404, 'nameUnknown'],
    ['pairing-codes', {}, 404, 'nameUnknown'],
    ['revocations', { name: 'Nobody' }, 404, 'nameUnknown'],
    ['session-revocations', { name: 'Nobody', device: '01234567' }, 404, 'nameUnknown'],
    ['stops', { name: 'Nobody', stopped: 'yes' }, 404, 'nameUnknown'],
    ['countries', { country: 'XX' }, 400, 'malformed'],
    ['admins', { name: '' }, 400, 'malformed'],
    ['admin-revocations', { name: 'Nobody' }, 404, 'nameUnknown'],
  ])('%s with %j is refused with %i, in words', async (action, fields, status, why) => {
    const before = await lastAction();
    for (const language of ['en', 'ar'] as const) {
      const answer = await sendForm(backend, { ...me, language }, action, fields);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain(pageTexts[language][why]);
    }
    expect(await lastAction()).toEqual(before);
  });

  test('for a name that is taken is refused with 409', async () => {
    const { name } = await joinAgent(backend);
    expect((await sendForm(backend, me, 'agents', { name })).status).toBe(409);
  });
});
