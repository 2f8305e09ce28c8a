/** Asks the backend whether it is there and whether its settings are whole. */
import type { Health } from '../../shared/api.ts';
import { readPairing } from '../state/settings-store.ts';
import { health } from '../worker-client.ts';

/** `at` is Unix milliseconds, `tookMs` the way there and back. */
export type BackendCheck = {
  at: number;
  online: boolean;
  server: { is: 'reached'; tookMs: number; faults: Health['faults'] } | { is: 'not-reached' };
};

export async function checkBackend(): Promise<BackendCheck> {
  const startedAt = Date.now();
  const pairing = await readPairing();
  const answer = pairing && (await health(pairing.backendUrl).catch(() => null));
  const at = Date.now();
  return {
    at,
    // An answer proves the internet; without one the browser's own word has to do.
    online: answer ? true : navigator.onLine,
    server: answer ? { is: 'reached', tookMs: at - startedAt, faults: answer.faults } : { is: 'not-reached' },
  };
}
