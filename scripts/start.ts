/** `npm start`: the whole product on this machine, with a browser to try it in; `-- --no-browser` without one. */
import path from 'node:path';
import { buildExtension } from './browser/build-extension.ts';
import { findChromium } from './browser/chromium.ts';
import { type HeadedBrowser, openHeadedBrowser } from './browser/headed-browser.ts';
import { type LocalProduct, startLocalProduct, usualPorts } from './product/local-product.ts';
import { localDir, root } from './tools/root.ts';
import { runningProduct } from './product/running-product.ts';

const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== '--no-browser');
if (unknown.length > 0) fail(`npm start does not know ${unknown.join(' ')}; it knows --no-browser.`);
const withBrowser = !flags.includes('--no-browser');
if (withBrowser && !hasDisplay()) {
  fail('There is no display here to open a browser on. Run `npm start -- --no-browser` for the backend and the local Twilio alone.');
}

const running = await runningProduct();
if (running) fail(`Hatif runs here already (${running.workerUrl}, demo CRM ${running.crmUrl}). Stop that one first.`);

let product: LocalProduct | undefined;
let browser: HeadedBrowser | undefined;
let stopping: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// The parent process has ended, even by SIGKILL.
process.on('disconnect', () => void stop(0));

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function run(): Promise<void> {
  if (withBrowser) findChromium();
  say('Building the extension, starting the backend and the local Twilio…');
  const building = buildExtension();
  product = await startLocalProduct({ dir: localDir, ports: usualPorts });
  await building;
  const { workerUrl, controlUrl, crmUrl } = product.ready;
  if (!withBrowser) {
    const file = path.relative(root, product.readyFile);
    console.log(`Hatif is ready: backend ${workerUrl} · simulated phones ${controlUrl} · demo CRM ${crmUrl} · ${file}`);
    return;
  }
  say('Opening Chromium…');
  browser = await openHeadedBrowser(product, localDir);
  console.log(instructions(crmUrl, controlUrl, browser.fakeMicrophone));
  void browser.closed.then(() => stop(0));
}

function instructions(crmUrl: string, controlUrl: string, fakeMicrophone: boolean): string {
  return [
    '',
    'Hatif is ready.',
    `  1. Click a phone number in the demo CRM (${crmUrl}), then Call.`,
    `  2. Answer in the tab of simulated phones (${controlUrl}).`,
    ...(fakeMicrophone ? ['', 'This machine has no microphone: Chromium’s beeping test microphone stands in for it.'] : []),
    '',
    'Close the browser or press Ctrl-C here to stop.',
  ].join('\n');
}

/** Idempotent: signals, a closed browser and errors may all call it. */
function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    await browser?.close();
    await product?.stop();
    process.exit(code);
  })();
  return stopping;
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Set-up prints to stderr: stdout is for the line that reports readiness. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(reason: string): never {
  say(reason);
  process.exit(1);
}
