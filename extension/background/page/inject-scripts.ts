/** Injects our scripts into pages that are already open. */
import { ProblemError } from '../../../shared/problem.ts';
import type { Sender } from '../../protocol/transport.ts';
import { bridgeKey, cardsScript, highlightName, unsureHighlightName } from '../../protocol/page-scripts.ts';

/**
 * Injects the card script into the sender's frame.
 * @throws {ProblemError} `request-refused` when the frame is gone or takes no script.
 */
export async function injectCardScript({ tab, frameId }: Sender): Promise<void> {
  if (tab?.id === undefined || frameId === undefined) throw new ProblemError('request-refused');
  const target = { tabId: tab.id, frameIds: [frameId] };
  await chrome.scripting.executeScript({ target, files: [cardsScript], injectImmediately: true }).catch(() => {
    throw new ProblemError('request-refused');
  });
}

/**
 * Quiet, in the colour of the page, and painted without a change to the page; dashed where the country is not sure. Forced
 * colours paint a highlight as selected text unless it has colours of its own. All elements inherit it from the root: a rule that
 * matches each of them makes the browser compute it for each, on a large page for seconds.
 */
const markStyle = `
:root::highlight(${highlightName}), :root::highlight(${unsureHighlightName}) { text-decoration: underline dotted 1px; text-underline-offset: 4px; }
:root::highlight(${unsureHighlightName}) { text-decoration-style: dashed; }
@media (forced-colors: active) {
  :root::highlight(${highlightName}), :root::highlight(${unsureHighlightName}) { background-color: Canvas; color: LinkText; }
}`;

/**
 * Inserts the style of the marks into the sender's frame. It is not in the manifest: any page can read the style of a highlight.
 * @throws {ProblemError} `request-refused` when the frame is gone.
 */
export async function insertMarkStyle({ tab, frameId }: Sender): Promise<void> {
  if (tab?.id === undefined || frameId === undefined) throw new ProblemError('request-refused');
  await chrome.scripting.insertCSS({ target: { tabId: tab.id, frameIds: [frameId] }, css: markStyle }).catch(() => {
    throw new ProblemError('request-refused');
  });
}

/** Injects the manifest's content scripts into pages that were open before the installation or update. */
export async function injectIntoOpenPages(): Promise<void> {
  const tabs = await chrome.tabs.query({ discarded: false });
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [injectIntoTab(id)])));
}

async function injectIntoTab(tabId: number): Promise<void> {
  const checks = await chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: hasContentScript, args: [bridgeKey], injectImmediately: true })
    // Some pages take no extension's script, for example chrome:// pages.
    .catch(() => []);
  await Promise.all(checks.filter(({ result }) => result === false).map(({ frameId }) => injectIntoFrame(tabId, frameId)));
}

async function injectIntoFrame(tabId: number, frameId: number): Promise<void> {
  const { js = [] } = chrome.runtime.getManifest().content_scripts?.[0] ?? {};
  const target = { tabId, frameIds: [frameId] };
  // The frame may be gone by now.
  await chrome.scripting.executeScript({ target, files: js, injectImmediately: true }).catch(() => undefined);
}

/** Whether our content script runs in the frame. Serialized into the frame: must not use anything outside itself. */
function hasContentScript(place: string): boolean {
  return Symbol.for(place) in globalThis;
}
