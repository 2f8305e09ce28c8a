/** The doctor against the running product: each check is seen to fail by a wrong state of the account, and to pass when the account is well again. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Check, DoctorReport } from '../shared/doctor.ts';
import { root } from '../scripts/tools/root.ts';
import type { LocalProduct } from '../scripts/product/local-product.ts';
import { customer, waitForVoicemailBeep } from './harness/incoming.ts';
import { expect, test } from './harness/test.ts';

type Product = Pick<LocalProduct, 'ready'>;

async function changeAccount({ ready }: Product, settings: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${ready.controlUrl}/control/account`, { method: 'POST', body: JSON.stringify(settings) });
  expect(answer.status).toBe(200);
}

async function askDoctor({ ready }: Product, method = 'GET'): Promise<DoctorReport> {
  const headers = { authorization: `Bearer ${ready.adminToken}` };
  return (await fetch(`${ready.workerUrl}/api/admin/doctor`, { method, headers })).json() as Promise<DoctorReport>;
}

const failedIn = (checks: readonly Check[]) => checks.filter(({ ok }) => !ok).map(({ id }) => id);

/** `npm run -s doctor -- URL --json`, without the npm in between. */
function runDoctor({ ready }: Product, ...flags: string[]): Promise<{ code: number | null; ok: boolean; checks: Check[]; text: string }> {
  const args = [path.join(root, 'scripts/doctor.ts'), ready.workerUrl, '--json', ...flags];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ADMIN_TOKEN: ready.adminToken },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, ...(JSON.parse(text) as { ok: boolean; checks: Check[] }), text })),
  );
}

test.afterEach(async ({ product, control }) => {
  await changeAccount(product, { reset: true });
  await control.faults({ clear: true });
});

const states: [Record<string, unknown>, string[]][] = [
  [{ keyDeleted: true }, ['api-key', 'voice-token']],
  [{ type: 'Trial' }, ['account-type', 'concurrency']],
  [{ balance: 0.5 }, ['balance']],
  [{ concurrency: 2 }, ['concurrency']],
  [{ clockSkewSeconds: 300 }, ['clock']],
  [{ voiceUrl: 'https://old.example.com/voice' }, ['app-voice-url', 'number-voice-url']],
  [{ voiceMethod: 'GET' }, ['app-voice-url', 'number-voice-url']],
  [{ statusCallback: '' }, ['app-status-callback', 'number-status-callback']],
  [{ voiceFallbackUrl: '' }, ['app-fallback-url', 'number-fallback-url']],
  [{ blockedCountries: ['SA'] }, ['dialing-permissions']],
  [{ lostNumbers: ['+966112000100'] }, ['number', 'number-voice-url', 'number-status-callback', 'number-fallback-url', 'caller-ids']],
];

for (const [state, ids] of states) {
  test(`an account with ${JSON.stringify(state)} fails ${ids.join(', ')} until it is reset`, async ({ product }) => {
    await changeAccount(product, state);
    const ill = await askDoctor(product);
    expect(failedIn(ill.checks)).toEqual(ids);
    expect(ill.ok).toBe(false);
    for (const check of ill.checks.filter(({ ok }) => !ok)) expect(check.fix, check.id).not.toBe('');
    await changeAccount(product, { reset: true });
    expect(failedIn((await askDoctor(product)).checks)).toEqual([]);
  });
}

test('a suspended account is named as such', async ({ product }) => {
  await changeAccount(product, { status: 'suspended' });
  const { checks } = await askDoctor(product);
  expect(checks.find(({ id }) => id === 'account-status')).toMatchObject({ ok: false, saw: 'suspended', wanted: 'active' });
});

test('a webhook that never arrives fails the signature round trip', async ({ product, control }) => {
  await control.faults({ webhooks: { lose: true } });
  expect(failedIn((await askDoctor(product)).checks)).toEqual(['signature-round-trip']);
});

test('a recording that everybody can hear is noticed', async ({ product, control }) => {
  await control.phone(customer).behave({ audio: 'tone' });
  await control.inbound(customer);
  await waitForVoicemailBeep(control.phone(customer));
  await control.phone(customer).hangUpAndWait();
  await expect.poll(async () => ((await control.state())['recordings'] as unknown[]).length).toBeGreaterThan(0);
  const privacy = async () => (await askDoctor(product)).checks.find(({ id }) => id === 'recordings-private');
  expect(await privacy()).toMatchObject({ ok: true, saw: 'a recording needs credentials' });
  await changeAccount(product, { publicRecordings: true });
  expect(await privacy()).toMatchObject({ ok: false });
});

test('the command exits 0 for a product that is well, prints JSON alone, and mends what it can', async ({ product }) => {
  const well = await runDoctor(product);
  expect([well.code, well.ok, failedIn(well.checks)]).toEqual([0, true, []]);
  expect(well.text).not.toContain(product.ready.adminToken);

  await changeAccount(product, { redirects: true });
  const redirected = await runDoctor(product);
  expect([redirected.code, redirected.ok]).toEqual([1, false]);
  const answers = redirected.checks.filter(({ id }) => id.endsWith('voice-url-answers'));
  expect(answers.map(({ ok, saw }) => [ok, saw])).toEqual([
    [false, expect.stringContaining('a redirect to')],
    [false, expect.stringContaining('a redirect to')],
  ]);

  await changeAccount(product, { voiceUrl: 'https://old.example.com', voiceFallbackUrl: '', statusCallback: '', blockedCountries: ['AE'] });
  const mended = await runDoctor(product, '--fix');
  expect([mended.code, failedIn(mended.checks)]).toEqual([0, []]);
});
