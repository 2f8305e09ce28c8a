/** `npm run setup` from an empty Twilio account to a browser that rings, with wrangler in local mode in the place of Cloudflare. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pairOnWelcomePage } from '../scripts/browser/pair-browser.ts';
import { readOptions } from '../scripts/setup/options.ts';
import { runSetup } from '../scripts/setup/run-setup.ts';
import { startEmptyAccount } from '../scripts/setup/testing/empty-account.ts';
import { localCloudflare } from '../scripts/setup/testing/local-cloudflare.ts';
import type { Terminal } from '../scripts/setup/terminal.ts';
import { launchBrowser } from './harness/browser.ts';
import { controlClient } from './harness/control.ts';
import { driveHatif } from './harness/hatif.ts';
import { isRinging } from './harness/incoming.ts';

const phone = '+966500000177';
const customer = '+966555010142';
const numberOnSale = '+14155550199';

const refuse = () => Promise.reject(new Error('The setup asks a question that --yes should have answered.'));

test('an empty account becomes one whose calls ring, once, twice, and is empty again when undone', async () => {
  test.setTimeout(150_000);
  const root = mkdtempSync(path.join(tmpdir(), 'hatif-setup-'));
  const { twilio, env, chromiumArgs } = await startEmptyAccount({ numberOnSale, phone });
  const cloudflare = await localCloudflare(root);
  const control = controlClient(twilio.controlUrl);
  const printed: string[] = [];
  const terminal: Terminal = {
    say: (line) => void printed.push(line),
    ask: refuse,
    askHidden: refuse,
    confirm: refuse,
    choose: refuse,
    close() {},
  };
  const setup = async (...argv: string[]) => {
    const options = readOptions(argv);
    if (!options) throw new Error(`not understood: ${argv.join(' ')}`);
    const hashes = { migrations: 'same', source: 'same' };
    return runSetup({ root, options, terminal, env, hashes, createHost: () => cloudflare.host });
  };
  try {
    expect(await setup('--yes', '--buy', 'US', '--countries', 'SA,US', '--agent', 'Omar', '--phone', phone)).toBe(0);
    await control.phone(phone).waitFor('ringing');
    await control.phone(phone).hangUp();

    const link = /https?:\/\/\S+\/pair#\S+/.exec(printed.join('\n'))?.[0] ?? '';
    const browser = await launchBrowser({ chromiumArgs }, { language: 'en', colorScheme: 'light', microphone: 'fake' });
    const hatif = await driveHatif(browser.context, { newPairingLink: () => Promise.resolve(link) });
    await hatif.allowMicrophone();
    const welcome = await hatif.open('welcome');
    await pairOnWelcomePage(welcome, link);
    await expect.poll(async () => (await hatif.appState()).line.is, { timeout: 30_000 }).toBe('ready');
    await control.inbound(customer);
    await expect.poll(() => isRinging(hatif)).toBe(true);
    await browser.close();
    await control.phone(customer).hangUpAndWait();

    await cloudflare.stop();
    await control.inbound(customer);
    await expect.poll(async () => (await control.phone(customer).state()).words).toContain('We cannot take your call');
    await control.phone(customer).hangUpAndWait();
    await cloudflare.host.deploy();

    printed.length = 0;
    expect(await setup('--yes')).toBe(0);
    expect(printed.join('\n')).toContain('Nothing to change');
    expect(await setup('--undo', '--yes')).toBe(0);
    expect(await control.state()).toMatchObject({ numbers: [] });
  } finally {
    await cloudflare.stop();
    await twilio.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
});
