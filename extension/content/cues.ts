/** Hears what the background asks of this page. */
import type { Cue } from '../messages.ts';

/** Only our own extension reaches a content script's `onMessage`: what fits the envelope is a cue. */
export function hearCues(obey: (cue: Cue) => void): void {
  chrome.runtime.onMessage.addListener((envelope: unknown) => {
    if (isCue(envelope)) obey(envelope.message);
  });
}

function isCue(envelope: unknown): envelope is { to: 'content'; message: Cue } {
  if (envelope === null || typeof envelope !== 'object' || !('to' in envelope) || !('message' in envelope)) return false;
  return envelope.to === 'content' && envelope.message !== null && typeof envelope.message === 'object' && 'cue' in envelope.message;
}
