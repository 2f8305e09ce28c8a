/** Tells when the extension was updated or removed under this page: its scripts there run on, but belong to nobody. */

const context = new AbortController();

/** Ends when that was noticed. */
export const contextSignal = context.signal;

/** Asked before anything is done to the page: nothing tells a script that it was left behind, and a new one may have its place. */
export function isContextInvalidated(): boolean {
  // Its type knows of no script that outlives its extension.
  if ((chrome.runtime as Partial<typeof chrome.runtime> | undefined)?.id === undefined) context.abort();
  return context.signal.aborted;
}
