/** The content script: marks the numbers of a page, and loads the card script when it is needed. */
import type { PageSettings } from '../protocol/queries.ts';
import type { CardScriptCommand } from '../protocol/tab-commands.ts';
import type { Bridge } from './card/bridge.ts';
import { type Detection, startDetection } from './detection/detection.ts';
import { allMarks, markAt, marksIn } from './numbers/marks.ts';
import { createNumberLookup } from './numbers/number-lookup.ts';
import { ifCardScript, cardScript, loadCardScript, registerCardScript, withCardScript } from './runtime/card-script-loader.ts';
import { contextSignal, isContextInvalidated } from './runtime/extension-context-invalidated.ts';
import { openBridge } from './runtime/isolated-world-bridge.ts';
import { onTabCommand } from './runtime/on-tab-command.ts';
import { send } from './runtime/send.ts';
import { pageDocument } from './scan/unclobbered.ts';

let pageSettings: PageSettings | null = null;
let detection: Detection | null = null;

// Both the manifest and the background, after the installation, may load this script into a page that was already open.
if (
  openBridge({
    marks: allMarks,
    marksIn,
    markAt,
    pageSettings: () => pageSettings,
    closedRoots: () => detection?.shadowRoots().filter(({ mode }) => mode === 'closed') ?? [],
    register: registerCardScript,
  } satisfies Bridge)
)
  start();

function start(): void {
  // Before any script of the page: the first capture listener on the window cannot be stopped by a later one.
  for (const type of ['click', 'pointermove'] as const) window.addEventListener(type, onPointer, { capture: true, signal: contextSignal });
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
        return sendToCardScript(command);
    }
  });
  contextSignal.addEventListener('abort', () => detection?.stop());
  if (pageDocument.readyState === 'loading') pageDocument.addEventListener('DOMContentLoaded', () => void applyPageSettings());
  else void applyPageSettings();
}

function onPointer(event: PointerEvent): void {
  if (!isContextInvalidated()) cardScript?.onPointer(event);
}

/** Cards that belong to no number of the page are shown in the top frame only. */
function sendToCardScript(command: CardScriptCommand): void {
  if (window === top && 'on' in command && command.on) loadAndSend(command);
  else void ifCardScript(({ handle }) => handle(command));
}

function loadAndSend(command: CardScriptCommand): void {
  void withCardScript(
    ({ handle }) => handle(command),
    () => command.command === 'incoming' && void send({ command: 'incomingNotShown' }),
  );
}

/** Every frame receives a tab command: the frame with the focus acts, or the top frame where no frame has it. */
function hasFocus(): boolean {
  return window === top ? !/^I?FRAME$/.test(pageDocument.activeElement?.tagName ?? '') : pageDocument.hasFocus();
}

/** A mark must be painted, and answer a click. */
async function canMark(): Promise<boolean> {
  return (await loadCardScript()) && cardScript!.styleMarks();
}

/** Queries the settings of this page, and starts, restarts or stops the detection accordingly. */
async function applyPageSettings(): Promise<void> {
  // XPath on the document: the first element that is touched costs a frame 10 KB of memory.
  const lang = pageDocument.evaluate('string(/*/@lang)', document).stringValue.slice(0, 40);
  const settings = await send({ query: 'pageSettings', host: location.hostname, ...(lang ? { lang } : {}) });
  if (!settings) return;
  const before = pageSettings;
  pageSettings = settings;
  if (before?.on === settings.on && before.regions === settings.regions && detection) return;
  detection?.stop();
  detection = settings.on ? startDetection(createNumberLookup(settings, canMark)) : null;
  if (settings.dock) sendToCardScript({ command: 'dock', on: true });
  if (settings.incoming && !pageDocument.hidden) sendToCardScript({ command: 'incoming', on: true });
}
