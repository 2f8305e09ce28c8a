/** The content script: marks the numbers of a page, and loads the card script when it is needed. */
import type { PageSettings } from '../protocol/queries.ts';
import type { CardScriptCommand } from '../protocol/tab-commands.ts';
import type { Bridge } from './card/bridge.ts';
import { type Detection, startDetection } from './detection/detection.ts';
import { allMarks, marksIn, marksOfNode } from './numbers/marks.ts';
import { createNumberLookup } from './numbers/number-lookup.ts';
import { cardScript, handleInCardScript, loadCardScript, registerCardScript } from './runtime/card-script-loader.ts';
import { contextSignal, isContextInvalidated } from './runtime/extension-context-invalidated.ts';
import { openBridge } from './runtime/isolated-world-bridge.ts';
import { onTabCommand } from './runtime/on-tab-command.ts';
import { send } from './runtime/send.ts';
import { pauseForStyleSheet } from './scan/idle-scheduler.ts';
import { pageDocument } from './scan/unclobbered.ts';

let pageSettings: PageSettings | null = null;
let detection: Detection | null = null;
const lookup = createNumberLookup(canMark);

// Both the manifest and the background, after the installation, may load this script into a page that was already open.
if (
  openBridge({
    marks: allMarks,
    marksIn,
    marksOfNode,
    pageSettings: () => pageSettings,
    shadowRoots: () => detection?.shadowRoots() ?? [],
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
        return void loadAndSend(command);
      case 'listNumbersOfFrame':
        return allMarks().length > 0 ? void loadAndSend(command) : undefined;
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
  if (window === top && 'on' in command && command.on) void loadAndSend(command);
  else void handleInCardScript(command, false);
}

async function loadAndSend(command: CardScriptCommand): Promise<void> {
  const isHandled = await handleInCardScript(command, true);
  if (!isHandled && command.command === 'incoming') void send({ command: 'incomingNotShown' });
}

/** A mark must be painted, and answer a click. */
async function canMark(): Promise<boolean> {
  return (await loadCardScript()) && pauseForStyleSheet(cardScript!.styleMarks());
}

/** Queries the settings of this page, and starts or stops the detection accordingly, or has the numbers read for another country. */
async function applyPageSettings(): Promise<void> {
  // XPath on the document: the first element that is touched costs a frame 10 KB of memory.
  const lang = pageDocument.evaluate('string(/*/@lang)', document).stringValue.slice(0, 40);
  const settings = await send({ query: 'pageSettings', host: location.hostname, ...(lang ? { lang } : {}) });
  if (!settings) return;
  const before = pageSettings;
  pageSettings = settings;
  lookup.setRegions(settings.regions);
  if (!settings.on) {
    detection?.stop();
    detection = null;
  } else if (!detection) detection = startDetection(lookup);
  else if (before?.regions !== settings.regions) detection.reread();
  if (settings.dock) sendToCardScript({ command: 'dock', on: true });
  if (settings.incoming && !pageDocument.hidden) sendToCardScript({ command: 'incoming', on: true });
}
