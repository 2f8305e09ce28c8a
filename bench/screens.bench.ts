/** From the popup's opening to its field, against a bare page with a field; marks after a style change, against new rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { driveHatif } from '../e2e/harness/hatif.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { startLocalServer } from '../scripts/tools/local-server.ts';
import { phoneOf } from './detection-pages.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 20);
/** All rows are in the viewport: rows far from it are marked later. */
const rows = 10;
const bareField = '<!doctype html><meta charset="utf-8"><title>field</title><input autofocus>';

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const list = (from: number, style: string) =>
  Array.from({ length: rows }, (_, row) => `<div ${style}>${phoneOf(from + row)}</div>`).join('');
/** A page with few texts is searched as a whole. */
const filler = `<ul>${'<li>Note of the branch</li>'.repeat(500)}</ul>`;
const head = '<!doctype html><meta charset="utf-8"><title>rows</title><style>.later { display: none }</style>';
const pages: Record<string, string> = {
  '/field': bareField,
  '/revealed': `${head}${list(0, '')}${list(rows, 'class="later"')}${filler}`,
  '/inserted': `${head}${list(0, '')}<template>${list(rows, '')}</template>${filler}`,
};
const server = await startLocalServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages[request.url ?? ''] ?? '');
});
const browser = await launchBrowser(product.ready, { language: 'en', colorScheme: 'light', microphone: 'fake' });
try {
  const hatif = await driveHatif(browser.context, product);
  await hatif.pairUntilReady();
  const popup = await hatif.open('popup');
  const popupUrl = popup.url();
  await popup.close();
  const times = { popup: [] as number[], bare: [] as number[], revealed: [] as number[], inserted: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.popup.push(await untilField(browser.context, popupUrl));
    times.bare.push(await untilField(browser.context, `${server.url}/field`));
    times.revealed.push(await untilMarks(browser.context, 'revealed'));
    times.inserted.push(await untilMarks(browser.context, 'inserted'));
  }
  report('popup opened → field has the focus', times.popup, 'a bare page with a field', times.bare);
  report(`style change → ${rows} numbers marked`, times.revealed, 'the same rows inserted', times.inserted);
} finally {
  await browser.close();
  await server.close();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Milliseconds from the begin of the navigation to the first frame in which a text field has the focus. */
async function untilField(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      if (document.activeElement instanceof HTMLInputElement) performance.mark('field');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  const mark = await page.waitForFunction(() => performance.getEntriesByName('field')[0]?.startTime);
  const ms = await mark.jsonValue();
  await page.close();
  return ms ?? Number.NaN;
}

/** Milliseconds from the page's change to the frame in which all of its numbers are marked. */
async function untilMarks(context: BrowserContext, way: 'revealed' | 'inserted'): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${server.url}/${way}`);
  await page.waitForFunction((wanted) => CSS.highlights.get('hatif-number')?.size === wanted, rows);
  const ms = await page.evaluate(changeAndWait, 2 * rows);
  await page.close();
  return ms;
}

/** Runs in the page. */
function changeAndWait(wanted: number) {
  const hidden = [...document.querySelectorAll('.later')];
  const start = performance.now();
  if (hidden.length > 0) for (const each of hidden) each.className = '';
  else document.querySelector('ul')!.before(document.querySelector('template')!.content);
  return new Promise<number>((resolve) => {
    const look = () => {
      if (CSS.highlights.get('hatif-number')?.size === wanted) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}

function report(what: string, times: number[], than: string, others: number[]): void {
  for (const share of [0.5, 0.95]) {
    const [ms, other] = [quantile(times, share), quantile(others, share)];
    console.log(`${what}, p${share * 100}: ${ms.toFixed(0)} ms; ${than}: ${other.toFixed(0)} ms (${(ms / other).toFixed(1)} x)`);
  }
}
