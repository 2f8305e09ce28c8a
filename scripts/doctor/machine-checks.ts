/** Checks of this machine: what npm start needs. */
import type { Check } from '../../shared/doctor.ts';
import { findChromium } from '../browser/chromium.ts';
import { usualPorts } from '../product/local-product.ts';
import { freePort } from '../tools/free-port.ts';

export async function machineChecks(): Promise<Check[]> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(usualPorts)) if ((await freePort(port)) !== port) taken.push(`${port} (${name})`);
  return [
    { id: 'node', ok: true, saw: process.version, wanted: 'Node 20 or newer', fix: '' },
    chromium(),
    // npm start takes other ports, or runs already: no fault.
    {
      id: 'ports',
      ok: true,
      saw: taken.length > 0 ? `taken: ${taken.join(', ')}` : 'free',
      wanted: 'free, or taken by npm start',
      fix: '',
    },
  ];
}

function chromium(): Check {
  const wanted = 'Chromium, or Chrome for Testing';
  try {
    return { id: 'chromium', ok: true, saw: findChromium(), wanted, fix: '' };
  } catch (error) {
    return { id: 'chromium', ok: false, saw: 'none', wanted, fix: error instanceof Error ? error.message : String(error) };
  }
}
