/** The script that is injected into a page for its first number or its first card: clicks, cards and number navigation. */
import { bridge } from './card/bridge.ts';
import { handleIncomingTabCommand } from './card/incoming-card.ts';
import { goToNumber, listNumbersOfFrame } from './card/number-navigation.ts';
import { draw, handleCardTabCommand } from './card/overlay.ts';
import { styleMarks } from './card/mark-style.ts';
import { onPointer } from './card/pointer.ts';
import { contextSignal } from './runtime/extension-context-invalidated.ts';

const page = bridge;
// A page that stops this event takes from itself a card that is there at once, and nothing else.
if (page) window.addEventListener('pointerdown', (event) => onPointer(event, page), { capture: true, signal: contextSignal });
page?.register({
  styleMarks,
  onPointer: (event) => onPointer(event, page),
  handle(command) {
    switch (command.command) {
      case 'incoming':
      case 'sizeIncoming':
        handleIncomingTabCommand(command);
        return draw();
      case 'goToNumber':
        return void goToNumber(command.to, page.marks);
      case 'listNumbersOfFrame':
        return listNumbersOfFrame(page.marks(), command.request);
      default:
        return handleCardTabCommand(command);
    }
  },
});
