/** Checks that the backend answers and that its settings are complete. */
import type { Health } from '../../shared/api.ts';
import { readPairing } from '../state/settings-store.ts';
import { health } from '../worker-client.ts';

/** `at` is Unix milliseconds, `tookMs` the round trip. */
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
    // An answer proves that the internet works; without one `navigator.onLine` is the best guess.
    online: answer ? true : navigator.onLine,
    server: answer ? { is: 'reached', tookMs: at - startedAt, faults: answer.faults } : { is: 'not-reached' },
  };
}
