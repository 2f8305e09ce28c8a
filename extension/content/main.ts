/** Hatif inside somebody else's page: marks its numbers and opens the card on them. */
import { hearCues } from './cues.ts';
import { type Detection, startDetection } from './detection.ts';
import { incomingCue } from './incoming-card.ts';
import { draw as drawCard, overlayCue } from './overlay.ts';
import { listenToPointer } from './pointer.ts';
import { send } from './send.ts';
import { goToNumber, tellNumbers } from './tour.ts';
import type { PageManner } from '../messages.ts';

let manner: PageManner | null = null;
let detection: Detection | null = null;

// Before any script of the page: who listens first on the window cannot be silenced by it.
listenToPointer({ manner: () => manner, shadowRoots: () => detection?.shadowRoots() ?? [] });
hearCues((cue) => {
  switch (cue.cue) {
    case 'mannerChanged':
      return void behave();
    case 'incoming':
    case 'sizeIncoming':
      incomingCue(cue);
      return drawCard();
    case 'areYouThere':
      return;
    case 'goToNumber':
      return hasKeyboard() ? void goToNumber(cue.to) : undefined;
    case 'tellNumbers':
      return tellNumbers();
    default:
      return overlayCue(cue);
  }
});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void behave(), { once: true });
else void behave();

/** A cue comes to every frame: the one that holds the focus acts, and the top frame where none does. */
function hasKeyboard(): boolean {
  const inner = document.activeElement?.tagName;
  return window === top ? inner !== 'IFRAME' && inner !== 'FRAME' : document.hasFocus();
}

/** Asks how to treat this page, and starts, restarts or stops accordingly. */
async function behave(): Promise<void> {
  const lang = document.documentElement.lang.slice(0, 40);
  const asked = await send({ question: 'howToReadThisPage', host: location.hostname, ...(lang ? { lang } : {}) });
  if (!asked) return;
  const before = manner;
  manner = asked;
  if (before?.on === asked.on && before.region === asked.region && before.hint === asked.hint && detection) return;
  detection?.stop();
  detection = asked.on ? startDetection(asked) : null;
  if (asked.dock) overlayCue({ cue: 'dock', on: true });
  if (asked.incoming && !document.hidden) incomingCue({ cue: 'incoming', on: true });
}
