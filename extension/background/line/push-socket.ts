/** The socket over which the backend pushes: the engine keeps it open. */
import { readPairing } from '../../state/settings-store.ts';
import { sendToEngine } from './engine.ts';

/** Opens the socket for this pairing's agent; no-op while that socket is open. */
export async function holdPush(): Promise<void> {
  const pairing = await readPairing();
  if (pairing) await sendToEngine({ command: 'holdPush', ...pairing });
}
