/** The offscreen page: there when needed, and asked who it is after the service worker has been away. */
import browser from '../../browser.ts';
import { send } from '../../protocol/transport.ts';
import type { EngineCommand } from '../../protocol/engine-commands.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { readPairing } from '../../state/settings-store.ts';

const page = 'extension/offscreen/offscreen.html';
const watchAlarm = 'watch-engine';

/** Creates the page unless it is there. It introduces itself with `engineStarted` when its listener stands. */
export async function ensureEngine(): Promise<void> {
  if (await engineExists()) return;
  // Two starters can meet here; Chrome allows one page, and the second asks for what it has.
  await chrome.offscreen
    .createDocument({
      url: page,
      reasons: [chrome.offscreen.Reason.USER_MEDIA, chrome.offscreen.Reason.WEB_RTC, chrome.offscreen.Reason.AUDIO_PLAYBACK],
      justification: 'Holds the phone line: microphone, call audio and ringing must go on while pages and popups come and go.',
    })
    .catch(async (error: unknown) => {
      if (!(await engineExists())) throw error;
    });
  await browser.alarms.create(watchAlarm, { periodInMinutes: 1 });
}

/** Every minute, so that a page that crashed with nobody at the computer misses no call for longer. */
export async function watchEngine(): Promise<void> {
  if (await readPairing()) await ensureEngine();
  else await browser.alarms.clear(watchAlarm);
}

/**
 * Gives an order and waits until the engine has taken it.
 * @throws {ProblemError} `line-unreachable` when there is no engine to take it.
 */
export async function sendToEngine(command: EngineCommand): Promise<void> {
  const result = await send('offscreen', command);
  if (result.ok) return;
  // Asked first and made sure of only then: the page is nearly always there, and a click should not wait for the proof.
  if (!result.unheard) throw new ProblemError('line-unreachable');
  await ensureEngine();
  const again = await send('offscreen', command);
  if (!again.ok) throw new ProblemError('line-unreachable');
}

/** After a restart of the service worker: whatever the engine holds is what is so. */
export async function syncEngine(): Promise<void> {
  if (!(await readPairing())) return;
  if (await engineExists()) await send('offscreen', { command: 'introduceYourself' });
  else await ensureEngine();
}

async function engineExists(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] });
  return contexts.length > 0;
}
