/** Hatif inside somebody else's page: marks its numbers and opens the card on them. */
import { hearCues } from './cues.ts';
import { type Detection, startDetection } from './detection.ts';
import { overlayCue } from './overlay.ts';
import { listenToPointer } from './pointer.ts';
import { send } from './send.ts';
import type { PageManner } from '../messages.ts';

let manner: PageManner | null = null;
let detection: Detection | null = null;

// Before any script of the page: who listens first on the window cannot be silenced by it.
listenToPointer({ manner: () => manner, shadowRoots: () => detection?.shadowRoots() ?? [] });
hearCues((cue) => {
  if (cue.cue === 'mannerChanged') void behave();
  else overlayCue(cue);
});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void behave(), { once: true });
else void behave();

/** Asks how to treat this page, and starts, restarts or stops accordingly. */
async function behave(): Promise<void> {
  const lang = document.documentElement.lang.slice(0, 40);
  const asked = await send({ question: 'howToReadThisPage', host: location.hostname, ...(lang ? { lang } : {}) });
  if (!asked) return;
  const before = manner;
  manner = asked;
  if (before?.on === asked.on && before.region === asked.region && detection) return;
  detection?.stop();
  detection = asked.on ? startDetection(asked.region) : null;
  if (asked.dock) overlayCue({ cue: 'dock', on: true });
}
