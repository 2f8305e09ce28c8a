/** Sessions end one by one: by the agent in the options, and by the admin for one browser. */
import { demoAgent } from '../scripts/product/demo-data.ts';
import type { LocalProduct } from '../scripts/product/local-product.ts';
import { expect, test } from './harness/test.ts';

type Listed = { sessions: { id: string; deviceName: string; lastUsedAt: string }[] };

function admin({ ready }: LocalProduct, method: string, resource: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${ready.adminToken}` };
  return fetch(`${ready.workerUrl}/api/admin/${resource}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function sessionsOf(product: LocalProduct): Promise<Listed['sessions']> {
  return ((await (await admin(product, 'GET', `sessions?name=${encodeURIComponent(demoAgent.name)}`)).json()) as Listed).sessions;
}

test('the admin signs one browser out: it says so at once, without a press', async ({ product, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await expect(popup.getByRole('heading', { name: 'This browser was disconnected' })).toHaveCount(0);
  const device = (await sessionsOf(product)).at(-1)!.id;
  expect((await admin(product, 'POST', 'revocations', { name: demoAgent.name, device })).status).toBe(200);
  await expect(popup.getByRole('heading', { name: 'This browser was disconnected' })).toBeVisible();
  expect((await sessionsOf(product)).map(({ id }) => id)).not.toContain(device);

  // A new link connects the same browser again.
  await hatif.pairUntilReady();
});

test('Disconnect in the options ends the session at the backend', async ({ product, pairedHatif: hatif }) => {
  const authorization = `Bearer ${await hatif.session()}`;
  const statusOfSession = async () => (await fetch(`${product.ready.workerUrl}/api/agent`, { headers: { authorization } })).status;
  expect(await statusOfSession()).toBe(200);
  const before = (await sessionsOf(product)).length;
  const options = await hatif.open('options');
  const disconnect = options.getByRole('button', { name: 'Disconnect', exact: true });
  // The second press of a double click stays connected.
  await disconnect.dblclick();
  await expect(disconnect).toBeVisible();
  expect(await statusOfSession()).toBe(200);
  await disconnect.click();
  await options.getByRole('button', { name: 'Disconnect this browser' }).click();
  await expect(options.getByRole('heading', { name: 'Not paired' })).toBeVisible();
  await expect.poll(statusOfSession).toBe(401);
  expect(await sessionsOf(product)).toHaveLength(before - 1);
});
