/** The engine, which is the offscreen page: created when needed, and asked for its state after a restart of the service worker. */
import browser from '../../browser.ts';
import { send } from '../../protocol/transport.ts';
import type { EngineCommand } from '../../protocol/engine-commands.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { readPairing } from '../../state/settings-store.ts';

const page = 'extension/offscreen/offscreen.html';
export const engineAlarm = 'watch-engine';

/** Creates the page unless it exists. The page reports `engineStarted` once it listens. */
export async function ensureEngine(): Promise<void> {
  if (await engineExists()) return;
  // Chrome allows one offscreen page: the second of two concurrent calls fails.
  await chrome.offscreen
    .createDocument({
      url: page,
      reasons: [chrome.offscreen.Reason.USER_MEDIA, chrome.offscreen.Reason.WEB_RTC, chrome.offscreen.Reason.AUDIO_PLAYBACK],
      justification: 'Holds the phone line: microphone, call audio and ringing must go on while pages and popups come and go.',
    })
    .catch(async (error: unknown) => {
      if (!(await engineExists())) throw error;
    });
  await browser.alarms.create(engineAlarm, { periodInMinutes: 1 });
}

/** Runs every minute: a crashed page misses no call for longer. */
export async function watchEngine(): Promise<void> {
  if (await readPairing()) await ensureEngine();
  else await browser.alarms.clear(engineAlarm);
}

/**
 * Sends a command and waits until the engine has accepted it.
 * @throws {ProblemError} `line-unreachable` when no engine accepts it.
 */
export async function sendToEngine(command: EngineCommand): Promise<void> {
  const result = await send('offscreen', command);
  if (result.ok) return;
  // The page nearly always exists: a click does not wait for a check first.
  if (!result.unheard) throw new ProblemError('line-unreachable');
  await ensureEngine();
  const again = await send('offscreen', command);
  if (!again.ok) throw new ProblemError('line-unreachable');
}

/** After a restart of the service worker: has the engine report its state, which replaces the app state's. */
export async function syncEngine(): Promise<void> {
  if (!(await readPairing())) return;
  if (await engineExists()) await send('offscreen', { command: 'introduceYourself' });
  else await ensureEngine();
}

async function engineExists(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] });
  return contexts.length > 0;
}
