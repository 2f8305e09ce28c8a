/** What a change of settings sets in motion. */
import { readPairing, readSettings } from '../state/settings.ts';
import { order } from './line/engine.ts';
import { mannersMoved } from './page/page-settings.ts';
import { boardMoved } from './toolbar/toolbar.ts';

export async function settingsMoved(): Promise<void> {
  await Promise.all([mannersMoved(), boardMoved(), devicesMoved()]);
}

async function devicesMoved(): Promise<void> {
  if (!(await readPairing())) return;
  const { microphoneId, speakerId, ringerId, doNotDisturb } = await readSettings();
  await order({ order: 'useDevices', microphoneId, speakerId, ringerId });
  await order({ order: 'beQuiet', on: doNotDisturb });
}
