/** The frame of a card over a page: only a frame that the content script ordered may draw. */
import { preloadSuffix } from '../../protocol/page-scripts.ts';
import { sendCommand } from './send-command.ts';

/** True inside any frame. Never the address decides this: a page chooses the address of its own frames. */
export const isInFrame = window.top !== window;

/** The one-use nonce, which the content script puts into the fragment of the address; '' without one. */
export const frameNonce = location.hash.slice(1).replace(preloadSuffix, '');

/** Whether the content script loads this frame before the click that shows it. */
export const isPreloaded = location.hash.endsWith(preloadSuffix);

/** @returns whether the content script of this tab ordered this frame. A second claim of a nonce is refused. */
export async function claimOwnFrame(): Promise<boolean> {
  return isInFrame && (await sendCommand({ command: 'claimFrame', nonce: frameNonce })).ok;
}
