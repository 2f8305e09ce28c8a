/** The script that is brought to a page when its first number was found, or a card is due: clicks, cards, and the tour of the numbers. */
import { handleIncomingTabCommand } from './card/incoming-card.ts';
import { getBridge } from './runtime/isolated-world-bridge.ts';
import { draw, handleCardTabCommand } from './card/overlay.ts';
import { onPointerEvent } from './card/pointer.ts';
import { goToNumber, listNumbersOfFrame } from './card/number-navigation.ts';

const page = getBridge();
page?.registerCardScript({
  onPointerEvent: (event) => onPointerEvent(event, page),
  handle(command) {
    switch (command.command) {
      case 'incoming':
      case 'sizeIncoming':
        handleIncomingTabCommand(command);
        return draw();
      case 'goToNumber':
        return void goToNumber(command.to, page.marks);
      case 'listNumbersOfFrame':
        return listNumbersOfFrame(page.marks());
      default:
        return handleCardTabCommand(command);
    }
  },
});
