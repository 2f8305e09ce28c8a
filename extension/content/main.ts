/** Hatif inside somebody else's page: marks its numbers, and has the cards brought when they are needed. */
import type { PageSettings } from '../protocol/queries.ts';
import type { CardScriptCommand } from '../protocol/tab-commands.ts';
import { onTabCommand } from './runtime/on-tab-command.ts';
import { type Detection, startDetection } from './detection/detection.ts';
import { loadedCardScript, ifCardScript, registerCardScript, withCardScript } from './runtime/card-script-loader.ts';
import { isContextInvalidated, contextSignal } from './runtime/extension-context-invalidated.ts';
import { allMarks, markAt, marksIn } from './numbers/marks.ts';
import { openBridge } from './runtime/isolated-world-bridge.ts';
import { send } from './runtime/send.ts';

let pageSettings: PageSettings | null = null;
let detection: Detection | null = null;

// A page that was open at the installation is given its scripts by the background, perhaps just as the manifest does.
if (
  openBridge({
    marks: allMarks,
    marksIn,
    markAt,
    pageSettings: () => pageSettings,
    closedRoots: () => detection?.shadowRoots().filter(({ mode }) => mode === 'closed') ?? [],
    registerCardScript: registerCardScript,
  })
)
  start();

function start(): void {
  // Before any script of the page: who listens first on the window cannot be silenced by it.
  for (const type of ['click', 'pointermove'] as const)
    window.addEventListener(type, onPointerEvent, { capture: true, signal: contextSignal });
  onTabCommand((command) => {
    switch (command.command) {
      case 'pageSettingsChanged':
        return void applyPageSettings();
      case 'areYouThere':
        return;
      case 'goToNumber':
        return hasFocus() ? loadAndSend(command) : undefined;
      case 'listNumbersOfFrame':
        return allMarks().length > 0 ? loadAndSend(command) : undefined;
      default:
        return toCardScript(command);
    }
  });
  contextSignal.addEventListener('abort', () => detection?.stop());
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void applyPageSettings(), { once: true });
  else void applyPageSettings();
}

function onPointerEvent(event: PointerEvent): void {
  if (!isContextInvalidated()) loadedCardScript()?.onPointerEvent(event);
}

/** Cards that nobody on the page has asked for stand in the top frame alone. */
function toCardScript(command: CardScriptCommand): void {
  if (window === top && 'on' in command && command.on) loadAndSend(command);
  else void ifCardScript(({ handle }) => handle(command));
}

function loadAndSend(command: CardScriptCommand): void {
  void withCardScript(
    ({ handle }) => handle(command),
    () => command.command === 'incoming' && void send({ command: 'incomingNotShown' }),
  );
}

/** A tab command comes to every frame: the one that holds the focus acts, and the top frame where none does. */
function hasFocus(): boolean {
  const inner = document.activeElement?.tagName;
  return window === top ? inner !== 'IFRAME' && inner !== 'FRAME' : document.hasFocus();
}

/** Asks how to treat this page, and starts, restarts or stops accordingly. */
async function applyPageSettings(): Promise<void> {
  // Asked of the document: the first element that is touched costs a frame 10 KB of memory.
  const lang = document.evaluate('string(/*/@lang)', document).stringValue.slice(0, 40);
  const asked = await send({ query: 'pageSettings', host: location.hostname, ...(lang ? { lang } : {}) });
  if (!asked) return;
  const before = pageSettings;
  pageSettings = asked;
  if (before?.on === asked.on && before.region === asked.region && before.hint === asked.hint && detection) return;
  detection?.stop();
  detection = asked.on ? startDetection(asked) : null;
  if (asked.dock) toCardScript({ command: 'dock', on: true });
  if (asked.incoming && !document.hidden) toCardScript({ command: 'incoming', on: true });
}
