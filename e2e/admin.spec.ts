/** The admin page in a real browser: what it shows, that nobody else can use its session, and the button that cuts everything off. */
import type { BrowserContext, Page } from '@playwright/test';
import type { LocalProduct } from '../scripts/product/local-product.ts';
import { microphoneHz } from './harness/browser.ts';
import { expect, test } from './harness/test.ts';

// A product of its own: the last test revokes the API key.
test.use({ vars: { MAX_SPEND_PER_DAY: '25 USD' } });

const number = '+966555010142';
const addressOf = ({ ready }: LocalProduct) => `${ready.workerUrl}/admin`;

async function signIn(context: BrowserContext, product: LocalProduct): Promise<Page> {
  const page = await context.newPage();
  await page.goto(addressOf(product));
  await page.getByLabel('Admin token').fill(product.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Agents', exact: true })).toBeVisible();
  return page;
}

async function readLimits({ ready }: LocalProduct): Promise<{ stops: unknown[] }> {
  const headers = { authorization: `Bearer ${ready.adminToken}` };
  return (await fetch(`${ready.workerUrl}/api/admin/limits`, { headers })).json() as Promise<{ stops: unknown[] }>;
}

test('a wrong token is refused in words; the right one opens the page, in both languages', async ({ context, product }) => {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(addressOf(product));
  await page.getByLabel('Admin token').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'This is no admin token' })).toBeVisible();
  await page.getByLabel('Admin token').fill(product.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Simulated network')).toBeVisible();
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.getByRole('heading', { name: 'الوكلاء', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  // The one error is the answer 401 to the wrong token: the policy of the page blocks nothing of the page.
  expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
});

test('no script reads the cookie, and the policy runs no script of an injection', async ({ context, product }) => {
  const page = await signIn(context, product);
  const [cookie] = (await context.cookies(addressOf(product))).filter(({ name }) => name.includes('hatif-admin'));
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
  expect(await page.evaluate(() => document.cookie)).not.toContain(cookie?.value ?? 'no cookie');
  const tried = await page.evaluate(async () => {
    const blocked = new Promise<string[]>((resolve) => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective.startsWith('script-src')) directives.push(effectiveDirective);
        if (directives.length === 2) resolve(directives.toSorted());
      });
    });
    const image = document.createElement('div');
    image.innerHTML = '<img src="/nothing" onerror="window.injected = true">';
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(image, script);
    return { blocked: await blocked, ran: 'injected' in window };
  });
  expect(tried).toEqual({ blocked: ['script-src-attr', 'script-src-elem'], ran: false });
});

test('forms of other sites are refused, signed in or not', async ({ context, product, pagesUrl }) => {
  await signIn(context, product);
  // The first is the same site on another port, so that the browser sends the cookie along; the second is another site.
  for (const address of [pagesUrl, pagesUrl.replace('127.0.0.1', 'localhost')]) {
    const page = await context.newPage();
    await page.goto(`${address}/plain.html`);
    const answered = page.waitForResponse((response) => response.url().endsWith('/admin/stops'));
    await page.evaluate(
      (action) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = action;
        form.innerHTML = '<input name="stopped" value="yes">';
        document.body.append(form);
        form.submit();
      },
      `${addressOf(product)}/stops`,
    );
    expect((await answered).status()).toBe(403);
    await page.close();
  }
  expect((await readLimits(product)).stops).toEqual([]);
});

test('an agent is added, and the pairing link of the page pairs a browser', async ({ context, product, hatif }) => {
  const page = await signIn(context, product);
  await page.getByText('Add an agent').click();
  await page.getByRole('textbox', { name: 'Name' }).first().fill('Reem Nasser');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row', { name: /Reem Nasser/ });
  await expect(row.getByText('Link not used yet')).toBeVisible();
  await row.getByLabel('More for Reem Nasser').click();
  await row.getByRole('button', { name: 'New pairing link' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the pairing link' })).toBeVisible();
  const link = (await page.locator('.secret').textContent()) ?? '';
  const welcome = await hatif.open('welcome');
  await welcome.getByLabel('Pairing link').fill(link);
  const { host } = new URL(product.ready.workerUrl);
  await expect(welcome.locator('#pairing-hint')).toHaveText(
    new RegExp(`^This link is for Reem Nasser at ${host}, and is good until tomorrow, \\d`),
  );
  await welcome.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.poll(async () => (await hatif.appState()).agent?.name).toBe('Reem Nasser');
  // The page refreshes its tables by itself.
  await expect(row.getByText('Ready')).toBeVisible({ timeout: 30_000 });
});

test('a limit that is changed on the page counts for the next call, until it is restored', async ({
  context,
  product,
  pairedHatif: hatif,
}) => {
  const page = await signIn(context, product);
  const countries = page.getByLabel('Countries allowed, by two-letter codes');
  const save = async (text: string) => {
    await page.getByText('Edit', { exact: true }).click();
    await countries.fill(text);
    await page.getByRole('button', { name: 'Save limits' }).click();
    await expect(countries).toBeHidden();
  };
  await save('Egypt');
  await expect(page.getByText('Check “Countries allowed, by two-letter codes, as SA,AE”. No limit was changed.')).toBeVisible();
  // The agent's own phone is Saudi, and is checked by the same limit.
  await save('US');
  await expect(page.getByText('changed the limit ALLOWED_COUNTRIES US')).toBeVisible();
  const headers = { authorization: `Bearer ${await hatif.session()}` };
  const body = JSON.stringify({ to: number });
  const refused = await fetch(`${product.ready.workerUrl}/api/calls`, { method: 'POST', headers, body });
  expect([refused.status, ((await refused.json()) as { problem: string }).problem]).toEqual([403, 'own-phone-not-allowed']);
  await save('');
  await expect(page.getByText('restored the deployment’s limit ALLOWED_COUNTRIES')).toBeVisible();
  const agent = await fetch(`${product.ready.workerUrl}/api/agent`, { headers });
  expect(((await agent.json()) as { allowedCountries: string[] }).allowedCountries).toContain('SA');
});

test('the cut-off ends a live call, revokes the key, and says so to the agent who calls again', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  await control.phone(number).behave({ answer: 'yes', audio: 'tone', toneHz: 440 });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(number).expectTone(microphoneHz);
  const page = await signIn(context, product);
  await expect(page.getByRole('row', { name: /\+966 55 501 0142/ })).toContainText('In call');
  await page.getByText('Cut everything off').click();
  await page.getByRole('button', { name: 'Stop calls and revoke the key' }).click();
  await expect(page.getByText('Ended calls: 1. Not ended: 0. API key: revoked.')).toBeVisible();
  await control.phone(number).waitFor('idle');
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');

  const headers = { authorization: `Bearer ${await hatif.session()}` };
  const body = JSON.stringify({ to: number });
  const refused = await fetch(`${product.ready.workerUrl}/api/calls`, { method: 'POST', headers, body });
  expect([refused.status, ((await refused.json()) as { problem: string }).problem]).toEqual([403, 'calls-stopped']);
  expect((await readLimits(product)).stops).toMatchObject([{ name: null, reason: 'cut-off' }]);
  await page.getByRole('button', { name: 'Allow outgoing calls' }).first().click();
  await expect(page.getByText('All outgoing calls are stopped')).toBeHidden();
  expect((await readLimits(product)).stops).toEqual([]);
});
