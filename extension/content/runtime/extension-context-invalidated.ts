/** Detects an invalidated extension context (after update or removal). */

const context = new AbortController();

/** Aborted when the invalidation is detected. */
export const contextSignal = context.signal;

/** Called before each change to the page: no event reports an invalidation, and a new script may already run here. */
export function isContextInvalidated(): boolean {
  // The types assume that no script outlives its extension.
  if ((chrome.runtime as Partial<typeof chrome.runtime> | undefined)?.id === undefined) context.abort();
  return context.signal.aborted;
}
