/** The check-up and the report in the options: each check fails and passes, and the report names nobody. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import type { AgentChecks } from '../shared/api.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const customer = '+966555010142';

test.afterEach(async ({ control, product }) => {
  await control.faults({ clear: true });
  await fetch(`${product.ready.controlUrl}/control/account`, { method: 'POST', body: JSON.stringify({ reset: true }) });
});

const checkUp = (options: Page) => options.getByRole('region', { name: 'Check-up' });

/** Waits for the end of the check-up, and resolves with the headings of its Problems. */
async function runCheckUp(options: Page): Promise<string[]> {
  await checkUp(options)
    .getByRole('button', { name: /^(Start check-up|Check again)$/ })
    .first()
    .click();
  await expect(checkUp(options).getByText(/^(All checks passed|Checks failed: \d+)$/)).toBeVisible({ timeout: 60_000 });
  return checkUp(options).getByRole('heading', { level: 2 }).allInnerTexts();
}

const problemsIn = async (options: Page) => (await runCheckUp(options)).filter((heading) => heading !== 'Check-up');

/** Changes an answer of the backend on its way to the options page. */
async function withChecks(context: BrowserContext, change: (checks: AgentChecks) => Partial<AgentChecks>): Promise<void> {
  await context.route('**/api/agent/checks', async (route) => {
    const response = await route.fetch();
    const checks = (await response.json()) as AgentChecks;
    await route.fulfill({ response, json: { ...checks, ...change(checks) } });
  });
}

/** Stands for another extension: it turns a number of the test page into a link of its own. */
async function linkNumbers(page: Page): Promise<void> {
  await page.waitForURL('**/click-test');
  await page.evaluate(() => {
    for (const sample of document.querySelectorAll('.sample:not(:has(a))')) {
      const link = Object.assign(document.createElement('a'), { href: 'dialer:2025550123', textContent: sample.textContent });
      sample.replaceChildren(link);
    }
  });
}

test('a browser that is well passes every check, with a test call that is not in the log', async ({ pairedHatif: hatif }) => {
  const logged = await hatif.callLog();
  const options = await hatif.open('options');
  expect(await problemsIn(options)).toEqual([]);
  for (const name of ['Hatif server', 'Phone account', 'Clock', 'Microphone', 'Speaker', 'Sound of calls', 'Other extensions'])
    await expect(checkUp(options).getByText(name, { exact: true })).toBeVisible();
  await expect(checkUp(options).getByText(/^Connected in [\d,]+ ms$/)).toBeVisible();
  await expect(checkUp(options).getByText(/^It passes/)).toBeVisible();
  expect(await hatif.callLog()).toEqual(logged);
  expect((await hatif.appState()).line.is).toBe('ready');
});

test('what is wrong is said with its fix, and passes once it is mended', async ({ context, control, product, pairedHatif: hatif }) => {
  test.setTimeout(240_000);
  const options = await hatif.open('options');
  await withChecks(context, ({ now }) => ({ now: new Date(Date.parse(now) + 11 * 60_000).toISOString() }));
  context.on('page', linkNumbers);
  await fetch(`${product.ready.controlUrl}/control/account`, { method: 'POST', body: JSON.stringify({ status: 'suspended' }) });
  await hatif.allowMicrophone('denied');
  await control.faults({ refuseTokens: 20101 });
  const failed = await problemsIn(options);
  expect(failed).toContain('The phone account is not active');
  expect(failed).toContain('This computer’s clock is wrong');
  expect(failed).toContain('Chrome is blocking the microphone');
  expect(failed).toContain('Calls can’t reach this browser');
  expect(failed).toContain('Another extension changes phone numbers');
  await expect(
    checkUp(options).getByText('It is 11 min off, and the line accepts this browser only while its time is right.'),
  ).toBeVisible();
  await expect(checkUp(options).getByText('Wanted: at most 30 seconds off')).toBeVisible();
  await expect(checkUp(options).getByRole('button', { name: 'Open extensions' })).toBeVisible();

  context.off('page', linkNumbers);
  await context.unrouteAll();
  await fetch(`${product.ready.controlUrl}/control/account`, { method: 'POST', body: JSON.stringify({ reset: true }) });
  await hatif.allowMicrophone();
  await control.faults({ clear: true });
  expect(await problemsIn(options)).toEqual([]);
});

test('sound that does not pass fails the check of the sound alone', async ({ control, pairedHatif: hatif }) => {
  const options = await hatif.open('options');
  await control.faults({ blackholeMedia: true });
  expect(await problemsIn(options)).toEqual(['Sound can’t get through']);
  await expect(checkUp(options).getByText(/^Connected in [\d,]+ ms$/)).toBeVisible();
  await control.faults({ clear: true });
  expect(await problemsIn(options)).toEqual([]);
});

async function savedReport(options: Page): Promise<string> {
  const [download] = await Promise.all([options.waitForEvent('download'), options.getByRole('button', { name: 'Save report' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^hatif-report-\d{4}-\d{2}-\d{2}\.txt$/);
  return readFileSync(await download.path(), 'utf8');
}

async function callOnce(hatif: Hatif): Promise<void> {
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is, { timeout: 40_000 }).toBe('ended');
  await popup.close();
}

test('the report has the last call and the last Problem, and names nobody', async ({ control, product, pairedHatif: hatif }) => {
  await control.phone(customer).behave({ answer: 'invalid' });
  await callOnce(hatif);
  const [call] = await hatif.callLog();
  const options = await hatif.open('options');
  await options.getByText('See what it says').click();
  await expect(options.getByText(/^Hatif report/)).toBeVisible();
  const report = await savedReport(options);
  expect(report).toContain(`outgoing, browser, +966*******42, failed, 0 s, number-not-in-service`);
  expect(report).toContain(call?.id);
  expect(report).toMatch(/problems, newest first:\n {2}\S+, call, number-not-in-service/);
  const { agent } = await hatif.appState();
  const secrets = [customer, '555010142', agent?.name, agent?.identity, await hatif.session(), product.ready.workerUrl, '127.0.0.1'];
  for (const secret of secrets) expect(report).not.toContain(secret);
});

test('an error of Twilio that has no text is a sentence with a link', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ rest: { status: 400, code: 21999, times: 1, method: 'POST' } });
  const options = await hatif.open('options');
  await options.getByRole('button', { name: 'Ring me now' }).click();
  await expect(options.getByText('Twilio’s number for this error is 21999.')).toBeVisible();
  const link = options.getByRole('link', { name: '21999' });
  await expect(link).toHaveAttribute('href', 'https://www.twilio.com/docs/api/errors/21999');
  await expect(options.getByText('undefined')).toHaveCount(0);
});
