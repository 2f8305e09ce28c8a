/** `npm run doctor [-- URL]`: checks this machine, and the settings of the backend at URL. */
import { healthSchema } from '../shared/api.ts';
import { findChromium } from './browser/chromium.ts';
import { freePort } from './tools/free-port.ts';
import { usualPorts } from './product/local-product.ts';
import { runningProduct } from './product/running-product.ts';

let ill = 0;
report('Node', () => process.version);
report('Chromium', findChromium);
for (const [name, port] of Object.entries(usualPorts)) {
  const free = (await freePort(port)) === port;
  console.log(`✓ Port ${port} (${name}): ${free ? 'free' : 'taken, so npm start would use another or is running'}`);
}
await reportBackend(process.argv[2] ?? (await runningProduct())?.workerUrl);
process.exitCode = ill > 0 ? 1 : 0;

function report(name: string, examine: () => string): void {
  try {
    console.log(`✓ ${name}: ${examine()}`);
  } catch (error) {
    complain(name, error instanceof Error ? error.message : String(error));
  }
}

function complain(name: string, why: string): void {
  ill += 1;
  console.log(`✗ ${name}: ${why}`);
}

async function reportBackend(url: string | undefined): Promise<void> {
  if (!url) return console.log('· Backend: none is running here; name one: npm run doctor -- https://…');
  const answer = await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(10_000) })
    .then((response) => response.json())
    .catch(() => null);
  const health = healthSchema.safeParse(answer);
  if (!health.success) return complain('Backend', `${url} does not answer as Hatif does`);
  const { version, modes, faults } = health.data;
  const can = Object.entries(modes)
    .filter(([, on]) => on)
    .map(([mode]) => mode);
  for (const { name, fault, hint } of faults) complain(`Setting ${name}`, `${fault}: ${hint}`);
  if (can.length === 0) return complain('Backend', `${url} can place no call yet`);
  console.log(`✓ Backend: ${url}, version ${version}, can call by ${can.join(' and ')}`);
}
