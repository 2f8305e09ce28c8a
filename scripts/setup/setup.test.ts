import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  accountSid,
  accountState,
  authToken,
  expectFinished,
  first,
  onSale,
  phone,
  realFetch,
  rest,
  setup,
  startWorld,
  stopWorld,
  useSetupWorld,
  world,
} from './testing/setup-world.ts';

// Polls do not wait: the local Twilio answers at once.
vi.mock('node:timers/promises', () => ({ setTimeout: () => new Promise((resolve) => setImmediate(resolve)) }));

useSetupWorld();

test('sets up an empty account, and rings the phone', async () => {
  const { applications } = await accountState();
  expect(await setup(first)).toBe(0);
  expect(applications).toHaveLength(1);
  await expectFinished();
  await vi.waitFor(async () => {
    const { status } = (await (await realFetch(`${world.twilio.controlUrl}/control/phones/${phone}`)).json()) as { status: string };
    expect(status).toBe('ringing');
  });
  const text = world.shown.join('\n');
  expect(text).toContain(`${world.backend.url}/pair#abc`);
  expect(text).toMatch(/[▀▄█]{8}/);
  expect(text).toContain('✓ 12/12 Add the agent Omar');
});

test('a second run changes nothing', async () => {
  await setup(first);
  const before = await accountState();
  const { deployments } = world.cloud;
  world.shown = [];
  world.changesLeft = 1;
  expect(await setup(['--yes'])).toBe(0);
  expect(world.shown.join('\n')).toContain('Nothing to change');
  expect(await accountState()).toEqual(before);
  expect(world.cloud.deployments).toBe(deployments);
});

test('--plan shows the steps and changes nothing', async () => {
  const before = await accountState();
  world.changesLeft = 1;
  expect(await setup(['--plan', '--buy', 'US', '--countries', 'SA'])).toBe(0);
  expect(world.shown.join('\n')).toContain(`1. Buy ${onSale} at Twilio (1.15 USD a month)`);
  expect(await accountState()).toEqual(before);
  expect(existsSync(path.join(world.root, '.local'))).toBe(false);
});

test('--undo leaves the account as it was, and a user’s own lines in .env', async () => {
  const before = await accountState();
  writeFileSync(path.join(world.root, '.env'), 'MINE=1\n');
  await setup(first);
  expect(readFileSync(path.join(world.root, '.env'), 'utf8')).toContain('ADMIN_TOKEN=');
  expect(await setup(['--undo', '--yes'])).toBe(0);
  expect(await accountState()).toEqual(before);
  expect(world.cloud).toMatchObject({ deployed: false, databases: new Set() });
  expect(readFileSync(path.join(world.root, '.env'), 'utf8')).toBe('MINE=1\n');
  expect(existsSync(path.join(world.root, '.local/setup.json'))).toBe(false);
  world.shown = [];
  expect(await setup(['--undo', '--yes'])).toBe(0);
  expect(world.shown.join()).toContain('Nothing to undo');
});

test('a number, an app and a database that were there are used, and survive the undoing', async () => {
  world.twilio.setNumber({
    phoneNumber: '+14155550111',
    voiceUrl: 'https://before.example/voice',
    statusCallback: 'https://before.example/status',
  });
  world.twilio.setApplication({ sid: `AP${'7'.repeat(32)}`, friendlyName: 'Hatif', voiceUrl: 'https://before.example/app' });
  world.cloud.databases.add('hatif');
  const before = await accountState();
  await setup(['--yes', '--countries', 'US']);
  expect(world.cloud.settings).toMatchObject({ TWILIO_TWIML_APP_SID: `AP${'7'.repeat(32)}`, TWILIO_PHONE_NUMBER: '+14155550111' });
  expect((await accountState()).numbers[0]?.voice_url).toBe(`${world.backend.url}/api/calls/twiml/inbound`);
  await setup(['--undo', '--yes']);
  expect(await accountState()).toEqual(before);
  expect([...world.cloud.databases]).toEqual(['hatif']);
});

test.each(['finished', 'undone'] as const)(
  'interrupted after any change, a setup can be %s',
  async (end) => {
    const empty = await accountState();
    let interruptions = 0;
    for (;;) {
      await stopWorld();
      await startWorld();
      world.changesLeft = interruptions + 1;
      const outcome = await setup(first).catch(() => 'stopped');
      if (outcome === 0 && world.changesLeft > 0) break;
      interruptions += 1;
      world.changesLeft = Number.POSITIVE_INFINITY;
      if (end === 'finished') {
        expect(await setup(first)).toBe(0);
        await expectFinished();
      }
      expect(await setup(['--undo', '--yes'])).toBe(0);
      expect(await accountState()).toEqual(empty);
      expect(world.cloud).toMatchObject({ deployed: false, databases: new Set() });
    }
    // Requests to Twilio, the steps of the host, the agent, the call and the pairing code.
    expect(interruptions).toBeGreaterThan(20);
  },
  120_000,
);

test('asks for what was not given, the token hidden, and once before it changes anything', async () => {
  const answers = [accountSid, authToken, 'US', 'US,SA', 'Omar', phone, 'n', 'n'];
  const env = { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '' };
  world.changesLeft = 1;
  expect(await setup([], env, answers)).toBe(1);
  expect(world.shown.at(-1)).toBe('Nothing was changed.');
  world.changesLeft = Number.POSITIVE_INFINITY;
  expect(await setup([], env, [accountSid, authToken, 'US', 'US,SA', 'Omar', phone, 'n', 'y', 'n'])).toBe(0);
  await expectFinished();
});

test('a key of the admin’s own is used, and survives the undoing', async () => {
  const own = { TWILIO_API_KEY: `SK${'9'.repeat(32)}`, TWILIO_API_SECRET: 'foreign' };
  await setup(first, own);
  expect(world.cloud.settings).toMatchObject(own);
  const before = await accountState();
  expect(before.keys).toEqual([own.TWILIO_API_KEY]);
  expect(await setup(['--yes'])).toBe(0);
  expect(world.shown.join('\n')).toContain('Nothing to change');
  await setup(['--undo', '--yes']);
  expect((await accountState()).keys).toEqual([own.TWILIO_API_KEY]);
});

test('a number that was sold meanwhile is not asked for again', async () => {
  world.isSold = true;
  await expect(setup(first)).rejects.toThrow('21422');
  world.isSold = false;
  const others = first.map((word) => (word === 'US' ? 'GB' : word));
  world.twilio.offerNumbers(['+442079460199']);
  expect(await setup(others)).toBe(0);
  expect((await accountState()).numbers.map(({ phone_number }) => phone_number)).toEqual(['+442079460199']);
});

test('verifies the agent’s phone with the code that is shown', async () => {
  await realFetch(`${world.twilio.controlUrl}/control/phones/${phone}`, { method: 'PUT', body: '{"answer":"yes"}' });
  const keyed = vi.waitFor(async () => {
    const digits = /Key this code there: (\d{6})/.exec(world.shown.join('\n'))?.[1];
    const pressed = await realFetch(`${world.twilio.controlUrl}/control/phones/${phone}/keys`, {
      method: 'POST',
      body: JSON.stringify({ digits }),
    });
    expect(pressed.status).toBe(200);
  }, 10_000);
  await setup([...first, '--verify']);
  await keyed;
  expect((await rest<{ outgoing_caller_ids: { phone_number: string }[] }>('OutgoingCallerIds.json')).outgoing_caller_ids).toMatchObject([
    { phone_number: phone },
  ]);
}, 20_000);

test('a phone that was verified meanwhile is no failure', async () => {
  world.isVerified = true;
  expect(await setup([...first, '--verify'])).toBe(0);
  await expectFinished();
});

test.each([
  ['several numbers', [], 'Choose one with --number: +14155550111, +14155550112'],
  ['a number of somebody else', ['--number', '+14155550113'], 'is not a number of this account'],
  ['a country without numbers', ['--buy', 'SA'], 'Twilio sells no number of SA without papers'],
])('%s: says what to do', async (_, argv, message) => {
  for (const phoneNumber of ['+14155550111', '+14155550112']) world.twilio.setNumber({ phoneNumber });
  await expect(setup(['--yes', ...argv])).rejects.toThrow(message);
});

test('no secret reaches the screen, an error, or the record', async () => {
  await setup(first);
  const wrong = 'c3'.repeat(16);
  const refused = await setup(['--yes'], { TWILIO_AUTH_TOKEN: wrong }).catch((error: unknown) => String(error));
  expect(refused).toContain('20003');
  const malformed = await setup(['--yes'], { TWILIO_AUTH_TOKEN: 'short-secret' }).catch((error: unknown) => String(error));
  const seen = [...world.shown, refused, malformed, readFileSync(path.join(world.root, '.local/setup.json'), 'utf8')].join('\n');
  expect(seen).toContain('Buy');
  for (const secret of [authToken, wrong, 'short-secret', world.cloud.settings['TWILIO_API_SECRET'], world.cloud.settings['ADMIN_TOKEN']]) {
    expect(seen).not.toContain(secret);
  }
});

test('a suspended account is named as such', async () => {
  await realFetch(`${world.twilio.controlUrl}/control/account`, { method: 'POST', body: '{"status":"suspended"}' });
  await expect(setup(first)).rejects.toThrow('The Twilio account is suspended');
});
