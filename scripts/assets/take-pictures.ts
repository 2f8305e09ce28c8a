/** Takes pictures of every screen in the four looks, from the running product. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchBrowser } from '../../e2e/harness/browser.ts';
import { controlClient } from '../../e2e/harness/control.ts';
import { driveHatif } from '../../e2e/harness/hatif.ts';
import { incomingCard, receiveCall } from '../../e2e/harness/incoming.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { type LocalProduct, startLocalProduct } from '../product/local-product.ts';
import { type Camera, openAt, readmePictures, shootInto } from './camera.ts';
import { takeBackendPages, takeCallPanels, takeCards, takeProblems, takeWholePages } from './more-pictures.ts';

const noura = '+966555010142';
const khalid = '+971505550119';

/** Writes `SCREEN.LOOK.LANGUAGE.png` into `folder`, and those that the README shows into `docs/pictures` too. */
export async function takePictures(folder: string): Promise<void> {
  for (const each of [folder, readmePictures]) mkdirSync(each, { recursive: true });
  await buildExtension();
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-pictures-'));
  const product = await startLocalProduct({ dir });
  try {
    for (const language of ['en', 'ar'] as const) await takeIn(language, product, folder);
  } finally {
    await product.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A browser that has never been paired, then a call from the click to its end, one that comes in, and the pages. */
async function takeIn(language: 'en' | 'ar', product: LocalProduct, folder: string): Promise<void> {
  const browser = await launchBrowser(product.ready, { language, colorScheme: 'light', microphone: 'fake', scale: 2 });
  const { context } = browser;
  const hatif = await driveHatif(context, product);
  const camera: Camera = {
    language,
    context,
    hatif,
    product,
    control: controlClient(product.ready.controlUrl),
    shoot: shootInto(folder, hatif, language),
  };
  await hatif.allowMicrophone();
  await takeUnpaired(camera);
  await hatif.pairUntilReady();
  const crm = await takeOutgoing(camera);
  await takeIncoming(camera, crm);
  await takePages(camera);
  for (const take of [takeCards, takeWholePages, takeBackendPages, takeProblems]) await take(camera);
  await browser.close();
}

async function takeUnpaired({ context, hatif, shoot }: Camera): Promise<void> {
  for (const name of ['popup', 'welcome', 'options', 'log'] as const) {
    const page = await openAt(context, hatif.address(name), name === 'popup' ? 360 : 1280, name === 'popup' ? 600 : 800);
    await shoot(page, `${name}-not-paired`);
    await page.close();
  }
}

/** Returns the page of the CRM. */
async function takeOutgoing(camera: Camera): Promise<Page> {
  const { language, context, hatif, control, product, shoot } = camera;
  const phone = control.phone(noura);
  await phone.behave({ answer: 'manual', audio: 'tone' });
  const crm = await openAt(context, product.ready.crmUrl + (language === 'ar' ? '/ar' : '/'), 1280, 700);
  const card = await hatif.clickNumber(crm, language === 'ar' ? '٠٥٥ ٥٠١ ٠١٤٢' : '055 501 0142');
  await card.getByRole('button', { name: /^(Call|اتصال)$/ }).click({ trial: true });
  await shoot(crm, 'card');
  await hatif.pressCall(card);
  await phone.waitFor('ringing');
  await shoot(crm, 'card-calling');
  const popup = await openAt(context, hatif.address('popup'), 360, 600);
  await popup.getByRole('timer').waitFor();
  await shoot(popup, 'popup-calling');
  const phones = await openAt(context, `${product.ready.controlUrl}/?lang=${language}`, 1280, 692);
  await phones.waitForLoadState('networkidle');
  await shoot(phones, 'simulated-phones');
  await phones.close();
  await phone.answer();
  await phone.waitFor('in-call');
  await crm.bringToFront();
  await (await hatif.waitForCard(crm)).getByRole('timer').waitFor();
  await shoot(crm, 'in-call');
  await popup.bringToFront();
  await shoot(popup, 'popup-in-call');
  await takeCallPanels(camera, popup);
  await receiveCall(control, hatif, khalid);
  await crm.bringToFront();
  await (await incomingCard(crm)).getByRole('timer').first().waitFor();
  await shoot(crm, 'incoming-second-call');
  await control.phone(khalid).hangUpAndWait();
  // During a call, the card of a missed one leaves by itself.
  while (crm.frames().some((frame) => frame.url().includes('/incoming/'))) await crm.waitForTimeout(200);
  await phone.hangUp();
  await (
    await hatif.waitForCard(crm)
  )
    .getByText(/^(Ended after|انتهت بعد)/)
    .first()
    .waitFor();
  await shoot(crm, 'card-ended');
  await popup.close();
  return crm;
}

async function takeIncoming({ context, hatif, control, shoot }: Camera, crm: Page): Promise<void> {
  await receiveCall(control, hatif, khalid);
  const card = await incomingCard(crm);
  await card.getByRole('timer').getByText('0:04').waitFor();
  await shoot(crm, 'incoming');
  for (const [name, width] of [
    ['incoming-window', 420],
    ['incoming-popup', 360],
  ] as const) {
    const page = await openAt(
      context,
      hatif.address('popup').replaceAll('popup', name === 'incoming-window' ? 'incoming' : 'popup'),
      width,
      480,
    );
    await page.getByRole('timer').waitFor();
    await shoot(page, name);
    await page.close();
  }
  await crm.bringToFront();
  await control.phone(khalid).hangUpAndWait();
  await card
    .getByText(/^(Caller hung up|أنهى المتصل المكالمة)$/)
    .first()
    .waitFor();
  await shoot(crm, 'incoming-missed');
}

async function takePages({ context, hatif, product, language, shoot }: Camera): Promise<void> {
  const pages = { welcome: hatif.address('welcome'), options: hatif.address('options'), log: hatif.address('log') };
  const guide = `${product.ready.controlUrl}/guide.html?lang=${language}`;
  for (const [name, url] of Object.entries({ ...pages, guide })) {
    const page = await openAt(context, url, 1280, 800);
    await page.waitForLoadState('networkidle');
    await shoot(page, name);
    await page.close();
  }
  // After the log, which has shown the missed calls.
  const popup = await openAt(context, hatif.address('popup'), 360, 600);
  await popup.getByRole('textbox').fill('055 501 0142');
  await popup.getByRole('button', { name: /^(Call|اتصال)$/ }).click({ trial: true });
  await shoot(popup, 'popup');
  await popup.close();
  const panel = await openAt(context, `${hatif.address('popup')}?panel`, 280, 800);
  await panel.getByRole('textbox').fill('055 501 0142');
  await panel.getByRole('button', { name: /^(Call|اتصال)$/ }).click({ trial: true });
  await shoot(panel, 'panel-280');
  await panel.close();
}
