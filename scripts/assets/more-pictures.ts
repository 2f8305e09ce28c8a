/** Pictures of the screens beside the main path: the panels of a call, the card's questions, the pages of admins, and Problems. */
import { pressByHand } from '../../e2e/harness/hand.ts';
import { type Camera, openAt } from './camera.ts';
import type { Page } from '@playwright/test';

/** The panels of the popup while a call is live. */
export async function takeCallPanels({ shoot }: Camera, popup: Page): Promise<void> {
  for (const [name, label] of [
    ['popup-transfer', /^(Transfer|تحويل)$/],
    ['popup-note', /^(Note|ملاحظة)$/],
    ['popup-audio', /^(Audio|الصوت)$/],
  ] as const) {
    await popup.getByRole('button', { name: label }).click();
    await shoot(popup, name);
    await popup.getByRole('button', { name: label }).click();
  }
  await popup.getByRole('button', { name: /^(Hold|انتظار)$/ }).click();
  const resume = popup.getByRole('button', { name: /^(Resume|استئناف)$/ });
  await resume.waitFor();
  await shoot(popup, 'popup-held');
  await resume.click();
  await popup.getByRole('button', { name: /^(Hold|انتظار)$/ }).waitFor();
}

/** The card that asks for the country, and the one of a number that may not be called. */
export async function takeCards({ context, hatif, product, language, shoot }: Camera): Promise<void> {
  const crm = await openAt(context, product.ready.crmUrl + (language === 'ar' ? '/ar' : '/'), 1280, 700);
  await crm.waitForLoadState('networkidle');
  await hatif.waitForMark(crm, language === 'ar' ? '٠٥٥ ٥٠١ ٠١٤٢' : '055 501 0142');
  await shoot(crm, 'crm');
  const card = await hatif.clickNumber(crm, language === 'ar' ? '٠٥٥ ٥٠١ ٠١٤٢' : '055 501 0142');
  await pressByHand(card, /^(Change|تغيير)$/);
  await card.getByRole('listbox').waitFor();
  await shoot(crm, 'card-country');
  await crm.keyboard.press('Escape');
  await crm.reload();
  const forbidden = await hatif.clickNumber(crm, '+20 10 00550147');
  await forbidden.getByRole('heading', { level: 2 }).first().waitFor();
  await shoot(crm, 'card-not-allowed');
  await crm.close();
}

/** The pages of the backend: for the agent who pairs, and for the admin. */
export async function takeBackendPages({ context, product, language, shoot }: Camera): Promise<void> {
  const { workerUrl, adminToken } = product.ready;
  const pairing = await openAt(context, await product.newPairingLink(), 1280, 800);
  await shoot(pairing, 'pairing');
  await pairing.close();
  const admin = await openAt(context, `${workerUrl}/admin?lang=${language}`, 1280, 800);
  await shoot(admin, 'admin-sign-in');
  await admin.getByRole('textbox').fill(adminToken);
  await admin.getByRole('button', { name: /^(Sign in|تسجيل الدخول|دخول)$/ }).click();
  await admin.getByRole('table').first().waitFor();
  await shoot(admin, 'admin', { fullPage: true });
  await admin.close();
}

/** The whole options, the narrow log, and the last step of the welcome page. */
export async function takeWholePages({ context, hatif, shoot }: Camera): Promise<void> {
  const options = await openAt(context, hatif.address('options'), 1280, 800);
  await options.waitForLoadState('networkidle');
  await shoot(options, 'options-whole', { fullPage: true });
  await options.close();
  const log = await openAt(context, hatif.address('log'), 800, 800);
  await log.waitForLoadState('networkidle');
  await shoot(log, 'log-narrow');
  await log.setViewportSize({ width: 1280, height: 800 });
  await log
    .getByText(/^(Noura Al-Harbi|نورة الحربي)$/)
    .first()
    .click();
  await log.locator('.call-note').waitFor();
  await shoot(log, 'log-call');
  await log.close();
  const welcome = await openAt(context, hatif.address('welcome'), 1280, 800);
  await welcome.locator('.button.primary.main').click();
  const ring = welcome.locator('.ring-test .button');
  await ring.waitFor();
  await shoot(welcome, 'welcome-country', { fullPage: true });
  await ring.click();
  await welcome.locator('.reached').waitFor();
  await shoot(welcome, 'welcome-reached', { fullPage: true });
  await welcome.getByRole('button', { name: /^(Done|تم)$/ }).click();
  await shoot(welcome, 'welcome-finished', { fullPage: true });
  await welcome.close();
}

/** A line that is down, last: it needs a minute to recover. */
export async function takeProblems({ context, hatif, product, shoot }: Camera): Promise<void> {
  await product.backend.stop();
  const popup = await openAt(context, hatif.address('popup'), 360, 600);
  await popup.getByRole('button', { name: /^(Check now|فحص الآن)$/ }).click();
  await popup.locator('.problem-block').first().waitFor({ timeout: 30_000 });
  await shoot(popup, 'popup-problem');
  await popup.close();
  const options = await openAt(context, hatif.address('options'), 1280, 800);
  await options.waitForLoadState('networkidle');
  await shoot(options, 'options-problem');
  await options.close();
  await product.backend.start();
}
