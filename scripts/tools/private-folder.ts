/** A folder that no other user of this machine may read: it holds keys, and a database with sessions and calls. */
import { chmodSync, mkdirSync } from 'node:fs';

const ownerOnly = 0o700;

/** Creates `dir`, or closes one that exists. */
export function makePrivateFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: ownerOnly });
  chmodSync(dir, ownerOnly);
}
