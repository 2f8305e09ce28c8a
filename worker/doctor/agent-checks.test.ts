import { afterEach, expect, test, vi } from 'vitest';
import type { AgentChecks } from '../../shared/api.ts';
import { areSamplesChanged, clickTestSamples } from '../../shared/click-test.ts';
import { goodSettings, joinAgent, startBackend } from '../testing/test-backend.ts';

afterEach(() => vi.restoreAllMocks());

const account = (status: string) => Response.json({ status, type: 'Full', friendly_name: 'Afaq', sid: goodSettings.TWILIO_ACCOUNT_SID });

async function checks(
  vars: Record<string, string>,
  answer: () => Response | Promise<Response>,
): Promise<{ body: AgentChecks; text: string }> {
  const { session } = await joinAgent(startBackend());
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());
  const text = await (await startBackend(vars).get('/api/agent/checks', session)).text();
  return { body: JSON.parse(text) as AgentChecks, text };
}

test('a deployment that is well has no Problem, and tells the time', async () => {
  const { body, text } = await checks({}, () => account('active'));
  expect(body).toEqual({ now: expect.stringMatching(/Z$/), settings: null, account: null });
  expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(5_000);
  // Nothing of the account but whether it works.
  for (const secret of [goodSettings.TWILIO_ACCOUNT_SID, goodSettings.TWILIO_AUTH_TOKEN, 'Afaq', 'Full'])
    expect(text).not.toContain(secret);
});

test.each<[string, () => Response | Promise<Response>, string]>([
  ['suspended', () => account('suspended'), 'account-inactive'],
  ['closed to these credentials', () => Response.json({ code: 20003 }, { status: 401 }), 'account-refused'],
  ['unknown', () => Response.json({ code: 20404 }, { status: 404 }), 'account-refused'],
  ['out of reach', () => Promise.reject(new Error('unreachable')), 'phone-service-unreachable'],
  ['down', () => Response.json({ code: 20503 }, { status: 503 }), 'phone-service-unreachable'],
])('an account that is %s is a Problem', async (_, answer, code) => {
  expect((await checks({}, answer)).body.account).toEqual({ code });
});

test('missing and malformed settings are named, and nothing is asked of the account then', async () => {
  const { body } = await checks({ TWILIO_AUTH_TOKEN: '' }, () => account('active'));
  expect(body).toMatchObject({ settings: { code: 'settings-missing', details: { names: 'TWILIO_AUTH_TOKEN' } }, account: null });
  expect(fetch).not.toHaveBeenCalled();
});

test('the test page holds the samples as the extension expects them', async () => {
  const answer = await startBackend().fetch('/click-test');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  const seen = page.match(/<p class="sample">.*<\/p>/g) ?? [];
  expect(areSamplesChanged(seen)).toBe(false);
  expect(areSamplesChanged(clickTestSamples.slice(1))).toBe(true);
  expect(areSamplesChanged(seen.map((sample) => sample.replace('+966', '<a href="other:+966">+966</a>')))).toBe(true);
});
