/** Hears what the background asks of this page. */
import type { Cue } from '../../protocol/messages.ts';

/** Only our own extension reaches a content script's `onMessage`: what is meant for this place is a cue. */
export function hearCues(obey: (cue: Cue) => void): void {
  chrome.runtime.onMessage.addListener((envelope: { to?: unknown; message?: Cue } | null) => {
    if (envelope?.to === 'content' && envelope.message) obey(envelope.message);
  });
}
