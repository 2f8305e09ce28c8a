/** The product that `npm start` runs in this folder now, as its `ready.json` describes it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ready } from './local-product.ts';
import { localDir } from '../tools/root.ts';

/** Null when none answers: a killed start may leave the file behind. */
export async function runningProduct(): Promise<Ready | null> {
  const ready = readReady();
  const answer = ready && (await fetch(`${ready.workerUrl}/api/health`, { signal: AbortSignal.timeout(3000) }).catch(() => null));
  return answer?.ok ? ready : null;
}

function readReady(): Ready | null {
  try {
    return JSON.parse(readFileSync(path.join(localDir, 'ready.json'), 'utf8')) as Ready;
  } catch {
    return null;
  }
}
