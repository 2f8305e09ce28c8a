/** Effects of a change of the settings. */
import { readPairing, readSettings } from '../state/settings-store.ts';
import { sendToEngine } from './line/engine.ts';
import { onPageSettingsChanged } from './page/page-settings.ts';
import { redrawToolbar } from './toolbar/toolbar.ts';

export async function onSettingsChanged(): Promise<void> {
  await Promise.all([onPageSettingsChanged(), redrawToolbar(), onDevicesChanged()]);
}

async function onDevicesChanged(): Promise<void> {
  if (!(await readPairing())) return;
  const { microphoneId, speakerId, ringerId, doNotDisturb, autoAnswer } = await readSettings();
  await sendToEngine({ command: 'useDevices', microphoneId, speakerId, ringerId });
  await sendToEngine({ command: 'useRingSettings', doNotDisturb, autoAnswer });
}
