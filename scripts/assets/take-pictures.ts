/** Takes the README's pictures from the running product: `node scripts/assets/take-pictures.ts`, into `docs/pictures`. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { launchBrowser } from '../../e2e/harness/browser.ts';
import { controlClient } from '../../e2e/harness/control.ts';
import { driveHatif } from '../../e2e/harness/hatif.ts';
import { receiveCall, incomingCard } from '../../e2e/harness/incoming.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { startLocalProduct } from '../product/local-product.ts';
import { root } from '../tools/root.ts';

const noura = '+966555010142';
const khalid = '+971505550119';
const pictures = path.join(root, 'docs/pictures');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
mkdirSync(pictures, { recursive: true });

await buildExtension();
const dir = mkdtempSync(path.join(tmpdir(), 'hatif-pictures-'));
const product = await startLocalProduct({ dir });
try {
  await take('en', 'light');
  await take('ar', 'dark');
} finally {
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** A call from the click to the end and one that comes in, with a picture at each stop. */
async function take(language: 'en' | 'ar', colorScheme: 'light' | 'dark'): Promise<void> {
  const browser = await launchBrowser(product.ready, { language, colorScheme, microphone: 'fake', scale: 2 });
  const { context } = browser;
  const hatif = await driveHatif(context, product);
  await hatif.allowMicrophone();
  await hatif.pairUntilReady();
  const shoot = async (page: Page, name: string) => {
    const file = `${name}.${colorScheme}.${language}.png`;
    if (readme.includes(file)) await page.screenshot({ path: path.join(pictures, file) });
  };

  const control = controlClient(product.ready.controlUrl);
  const phone = control.phone(noura);
  await phone.behave({ answer: 'yes', afterMs: 2_500, audio: 'tone' });
  const crm = await openAt(context, product.ready.crmUrl + (language === 'ar' ? '/ar' : '/'), 1280, 700);
  const card = await hatif.clickNumber(crm, language === 'ar' ? '٠٥٥ ٥٠١ ٠١٤٢' : '055 501 0142');
  await card.getByRole('button', { name: /^(Call|اتصال)$/ }).click({ trial: true });
  await shoot(crm, 'card');

  await hatif.pressCall(card);
  await phone.waitFor('ringing');
  const phones = await openAt(context, `${product.ready.controlUrl}/?lang=${language}`, 1280, 692);
  await phones.waitForLoadState('networkidle');
  await shoot(phones, 'simulated-phones');
  await phones.close();

  await phone.waitFor('in-call');
  await crm.bringToFront();
  await (await hatif.waitForCard(crm)).getByRole('timer').waitFor();
  await shoot(crm, 'in-call');
  await phone.hangUp();
  await phone.waitFor('idle');

  await receiveCall(control, hatif, khalid);
  await (await incomingCard(crm)).getByRole('timer').getByText('0:04').waitFor();
  await shoot(crm, 'incoming');
  await control.phone(khalid).hangUp();
  await control.phone(khalid).waitFor('idle');

  const idle = await openAt(context, hatif.address('popup'), 360, 600);
  await idle.getByRole('textbox').fill('055 501 0142');
  await shoot(idle, 'popup');
  await browser.close();
}

async function openAt(context: BrowserContext, url: string, width: number, height: number): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.goto(url);
  return page;
}
