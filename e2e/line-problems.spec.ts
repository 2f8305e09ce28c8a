/** A line that does not come up shows the reason and the fix, and recovers by itself. */
import { expect, test } from './harness/test.ts';

test.afterEach(async ({ control, product }) => {
  await control.faults({ clear: true });
  await product.backend.start();
});

test('a refused token (20101) is explained, and the line recovers when tokens are accepted again', async ({ control, hatif }) => {
  await control.faults({ refuseTokens: 20101 });
  await hatif.pairBrowser();
  const popup = await hatif.open('popup');
  await expect(popup.getByText('Through your phone: Calls can’t reach this browser')).toBeVisible();
  await expect(popup.getByRole('main').getByText(/refused its pass: the phone account and the server’s keys do not match/)).toBeVisible();
  await expect(popup.getByText('20101')).toHaveCount(0);
  expect((await hatif.appState()).line).toMatchObject({ is: 'problem', problem: { code: 'token-refused' } });
  await control.faults({ clear: true });
  await popup.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await hatif.appState()).line.is).toBe('ready');
});

test('a stopped backend is named, and the line recovers when it runs again', async ({ product, pairedHatif: hatif }) => {
  await product.backend.stop();
  const popup = await hatif.open('popup');
  await popup.getByRole('button', { name: 'Check now' }).click();
  await expect(popup.getByRole('heading', { name: 'The Hatif server can’t be reached' })).toBeVisible();
  await product.backend.start();
  // The wait before a retry is random, up to a minute after many failures.
  await expect.poll(async () => (await hatif.appState()).line.is, { timeout: 75_000 }).toBe('ready');
});

test('pairing with a stopped backend shows that it cannot be reached', async ({ product, hatif }) => {
  const link = await product.newPairingLink();
  await product.backend.stop();
  const welcome = await hatif.open('welcome');
  await welcome.getByRole('textbox').first().fill(link);
  await welcome.getByRole('button', { name: 'Connect' }).click();
  await expect(welcome.getByRole('heading', { name: 'The Hatif server can’t be reached' })).toBeVisible();
  expect((await hatif.appState()).agent).toBeNull();
});

test('a revoked session is refused, and the fix is shown', async ({ product, pairedHatif: hatif }) => {
  await product.revokeAgent();
  const popup = await hatif.open('popup');
  await expect(popup.getByRole('heading', { name: 'This browser was disconnected' })).toBeVisible();
});
