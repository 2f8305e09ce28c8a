/** The call log: search on the server, notes, reminders, the file for a spreadsheet, and the calls of the team. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, launchColleague, test } from './harness/test.ts';

/** A call of the agent that the other party answers and ends. */
async function makeCall(control: Control, hatif: Hatif, page: Page, written: string, number: string): Promise<string> {
  await control.phone(number).behave({ answer: 'yes', afterMs: 200 });
  await hatif.pressCall(await hatif.clickNumber(page, written));
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await control.phone(number).hangUp();
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ to: number, phase: 'ended' });
  return (await hatif.callLog())[0]?.id ?? '';
}

const rows = (log: Page) => log.getByRole('region', { name: 'Call log' }).getByRole('listitem');

test('a note is written after the call, found on the server, exported, and reminds of calling back', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const id = await makeCall(control, hatif, crm, '055 501 0142', '+966555010142');
  const log = await hatif.open('log');
  await log.goto(`${hatif.address('log')}#${id}`);
  await log.getByRole('textbox', { name: 'Note' }).fill('تريد 40 مقعدًا\n=1+1 "invoice"');
  await log.getByLabel('Outcome').selectOption('Interested');
  await expect(log.getByText(/^Saved /)).toBeVisible();
  await log.getByRole('button', { name: 'Tomorrow 9:00' }).click();
  await expect.poll(async () => (await hatif.callLog())[0]?.note).toMatchObject({ outcome: 'interested', callBackAt: expect.any(String) });

  await log.reload();
  const search = log.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('٤٠ مقعدا');
  await expect(rows(log)).toHaveCount(1);
  await expect(log.getByRole('textbox', { name: 'Note' })).toHaveValue(/40/);
  await search.fill('055 501 0142');
  await expect(rows(log).first()).toContainText('Noura Al-Harbi');
  await search.fill('nobody at all');
  await expect(log.getByText('No calls match.')).toBeVisible();
  await search.fill('40 ');
  await expect(log.getByText('Type at least 3 letters or digits.')).toBeVisible();
  await search.fill('invoice');
  await expect(rows(log)).toHaveCount(1);

  await log.getByText('More filters').click();
  const download = log.waitForEvent('download');
  await log.getByRole('button', { name: 'Export for a spreadsheet' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.startsWith('\ufeff"Started (UTC)"')).toBe(true);
  expect(csv).toContain('"تريد 40 مقعدًا\n=1+1 ""invoice"""');
  expect(csv).toContain(`"'+966555010142"`);
  await log.getByText('Each event and its source').click();
  await expect(log.getByRole('row', { name: /Answered/ }).first()).toContainText('Twilio');

  await hatif.killServiceWorker();
  const reminder = { name: `call-back:${id}`, when: Date.now() + 500 };
  // Stands in for the time until tomorrow. A page of the extension has the same alarms as the service worker.
  await log.evaluate(async ({ name, when }) => {
    if (!(await chrome.alarms.get(name))) throw new Error('no alarm');
    await chrome.alarms.create(name, { when });
  }, reminder);
  await expect.poll(() => log.evaluate(async () => Object.keys(await chrome.notifications.getAll()))).toContain(reminder.name);
});

test('a note that is written in the popup during the call stays with it after the call', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', afterMs: 200 });
  await hatif.pressCall(await hatif.clickNumber(crm, '055 501 0142'));
  const popup = await hatif.open('popup');
  await popup.getByRole('button', { name: 'Note', exact: true }).click();
  // The keys of the call (M, H, K, A) are letters here.
  await popup.getByRole('textbox', { name: 'Note' }).pressSequentially('mhka call her back');
  await noura.hangUp();
  await expect(popup.getByText('It is in the call log.')).toBeVisible();
  await expect(popup.getByRole('textbox', { name: 'Note' })).toHaveValue('mhka call her back');
  await expect.poll(async () => (await hatif.callLog())[0]?.note?.note).toBe('mhka call her back');
  expect((await hatif.appState()).call).toMatchObject({ muted: false, phase: { is: 'ended', outcome: 'completed' } });
});

test('a note that is written on the docked card is in the log, and leaves the outcome as it is', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', afterMs: 200 });
  const card = await hatif.clickNumber(crm, '055 501 0142');
  await hatif.pressCall(card);
  await card.getByText('Write a note').click();
  await card.getByRole('textbox', { name: 'Note' }).fill('asks for 40 seats');
  await expect.poll(async () => (await hatif.callLog())[0]?.note).toMatchObject({ note: 'asks for 40 seats', outcome: null });
  await noura.hangUp();
});

test('the team’s calls and their sums are for agents whom the admin lets see them', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const colleague = await launchColleague(product, 'Sara Nasser');
  try {
    const theirs = await colleague.context.newPage();
    await theirs.goto(product.ready.crmUrl);
    const id = await makeCall(control, colleague.hatif, theirs, '055 501 0142', '+966555010142');
    await makeCall(control, hatif, crm, '055 501 0142', '+966555010142');
    const log = await hatif.open('log');
    await expect(rows(log).first()).toBeVisible();
    await expect(log.getByRole('radio', { name: 'Team' })).toBeHidden();

    const me = (await hatif.appState()).agent!.name;
    const headers = { authorization: `Bearer ${product.ready.adminToken}` };
    const body = JSON.stringify({ name: me, seesTeam: true });
    expect((await fetch(`${product.ready.workerUrl}/api/admin/team-access`, { method: 'POST', headers, body })).status).toBe(200);
    await log.reload();
    await log.getByText('Team', { exact: true }).click();
    await log.getByLabel('Agent', { exact: true }).selectOption('Sara Nasser');
    await expect(rows(log)).toHaveCount(1);
    await expect(rows(log).first()).toContainText('Sara Nasser');
    await log.goto(`${hatif.address('log')}#${id}`);
    await expect(log.getByRole('textbox', { name: 'Note' })).toBeHidden();
    await log.getByRole('button', { name: 'Sums' }).click();
    const sum = log.getByRole('row', { name: /^Sara Nasser/ });
    await expect(sum).toContainText('1');
    await expect(log.getByRole('row', { name: new RegExp(`^${me}`) })).toBeVisible();
  } finally {
    await colleague.close();
  }
});
