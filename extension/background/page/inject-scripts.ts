/** Puts our scripts into pages that stand already. */
import { ProblemError } from '../../../shared/problem.ts';
import type { Sender } from '../../protocol/transport.ts';
import { cardsScript, bridgeKey } from '../../protocol/page-scripts.ts';

/**
 * Brings the script of the cards to the frame that asks for it.
 * @throws {ProblemError} `request-refused` when that frame is gone, or takes no script.
 */
export async function bringCards({ tab, frameId }: Sender): Promise<void> {
  if (tab?.id === undefined || frameId === undefined) throw new ProblemError('request-refused');
  const target = { tabId: tab.id, frameIds: [frameId] };
  await chrome.scripting.executeScript({ target, files: [cardsScript], injectImmediately: true }).catch(() => {
    throw new ProblemError('request-refused');
  });
}

/** Pages that were open before the extension was installed or updated get what the manifest gives to those that open later. */
export async function joinOpenPages(): Promise<void> {
  const tabs = await chrome.tabs.query({ discarded: false });
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [joinPage(id)])));
}

async function joinPage(tabId: number): Promise<void> {
  const looked = await chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: isThere, args: [bridgeKey], injectImmediately: true })
    // A page that no extension may enter, such as one of the browser's own.
    .catch(() => []);
  await Promise.all(looked.filter(({ result }) => result === false).map(({ frameId }) => joinFrame(tabId, frameId)));
}

async function joinFrame(tabId: number, frameId: number): Promise<void> {
  const { js = [], css = [] } = chrome.runtime.getManifest().content_scripts?.[0] ?? {};
  const target = { tabId, frameIds: [frameId] };
  await Promise.all([
    chrome.scripting.insertCSS({ target, files: css }),
    chrome.scripting.executeScript({ target, files: js, injectImmediately: true }),
    // The frame has gone meanwhile.
  ]).catch(() => undefined);
}

/** Runs in the frame, and so must not use anything around it: whether our script is there already. */
function isThere(place: string): boolean {
  return Symbol.for(place) in globalThis;
}
