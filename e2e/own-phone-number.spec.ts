/** The own phone: entered in the options, verified by a spoken code, and called afterwards. */
import { adminClient } from '../scripts/product/admin-client.ts';
import type { LocalProduct } from '../scripts/product/local-product.ts';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const customerNumber = '+966555010142';
const mobile = '+966500000199';
const shown = '+966\u00a050\u00a0000\u00a00199';
const phoneOf = async (hatif: Hatif) => (await hatif.appState()).agent?.phone ?? null;

/** Another agent than that of all other tests, who keep their phone. */
async function joinAs(product: LocalProduct, hatif: Hatif, agent: { name: string; phone?: string }): Promise<void> {
  const admin = adminClient(product.ready.workerUrl, product.ready.adminToken);
  await admin.ensureAgent(agent);
  await hatif.pairBrowser((await admin.newPairing(agent.name)).link);
}

/** The digits of the code that a voice spoke to the phone. */
async function codeSaidTo(control: Control): Promise<string> {
  const phone = control.phone(mobile);
  await expect.poll(async () => (await phone.state()).words ?? '', { message: 'a voice says a code' }).toMatch(/\d/);
  return ((await phone.state()).words ?? '').replace(/\D/g, '');
}

test.beforeEach(async ({ control }) => {
  await control.phone(mobile).behave({ answer: 'manual' });
  await control.phone(customerNumber).behave({ answer: 'no' });
});
test.afterEach(async ({ control }) => {
  for (const number of [mobile, customerNumber]) await control.phone(number).hangUpAndWait();
});

test('a phone is verified by a spoken code, and calls go to it', async ({ product, control, hatif, context }) => {
  await joinAs(product, hatif, { name: 'Without Phone' });
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  const [options] = await Promise.all([context.waitForEvent('page'), popup.getByRole('button', { name: 'Add my phone' }).click()]);

  await options.getByRole('textbox', { name: 'Number of my phone' }).fill('050 000 01');
  await expect(options.getByRole('button', { name: 'Call it with a code' })).toBeDisabled();
  await options.getByRole('textbox', { name: 'Number of my phone' }).fill('٠٠٩٦٦ ٥٠ ٠٠٠ ٠١٩٩');
  await expect(options.getByText(shown)).toBeVisible();
  await options.getByRole('button', { name: 'Call it with a code' }).click();
  await control.phone(mobile).waitFor('ringing');
  expect(await phoneOf(hatif)).toBeNull();

  const phones = await context.newPage();
  await phones.goto(product.ready.controlUrl);
  const card = phones.locator(`[data-number="${mobile}"]`);
  await card.getByRole('button', { name: 'Answer' }).click();
  const code = await codeSaidTo(control);
  expect(code).toMatch(/^\d{6}$/);
  await expect(card.getByText(code.split('').join(', '))).toBeVisible();

  const field = options.getByRole('textbox', { name: 'The six digits you hear' });
  await field.fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
  await options.getByRole('button', { name: 'Keep this phone' }).click();
  await expect(options.getByRole('heading', { name: 'That is not the code' })).toBeVisible();
  expect(await phoneOf(hatif)).toBeNull();
  await field.fill(code);
  await field.press('Enter');
  await expect.poll(() => phoneOf(hatif)).toBe(mobile);
  await expect(options.getByText(shown)).toBeVisible();
  await control.phone(mobile).waitFor('idle');

  await control.phone(mobile).behave({ answer: 'yes', afterMs: 100, digits: '1' });
  await popup.bringToFront();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customerNumber);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(customerNumber).waitFor('ringing');
  expect((await control.phone(mobile).state()).status).toBe('in-call');
});

test('a phone of a country that is not allowed is refused, and a verified phone can be removed', async ({ product, control, hatif }) => {
  await joinAs(product, hatif, { name: 'With Phone', phone: mobile });
  const options = await hatif.open('options');
  await options.getByRole('button', { name: 'Change', exact: true }).first().click();
  await options.getByRole('textbox', { name: 'Number of my phone' }).fill('+201000550147');
  await options.getByRole('button', { name: 'Call it with a code' }).click();
  await expect(options.getByRole('heading', { name: 'Calls to Egypt are turned off' })).toBeVisible();
  await options.getByRole('button', { name: 'Keep it' }).click();
  expect(await phoneOf(hatif)).toBe(mobile);
  await options.getByRole('button', { name: 'Remove', exact: true }).click();
  await options.getByRole('button', { name: 'Remove my phone' }).click();
  await expect.poll(() => phoneOf(hatif)).toBeNull();
  await expect(options.getByRole('textbox', { name: 'Number of my phone' })).toBeFocused();
  expect((await control.phone('+201000550147').state()).status).toBe('idle');
});
