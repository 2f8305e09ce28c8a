/** The script that is injected into a page for its first number or its first card: clicks, cards and number navigation. */
import type { Bridge } from './card/bridge.ts';
import { handleIncomingTabCommand } from './card/incoming-card.ts';
import { goToNumber, listNumbersOfFrame } from './card/number-navigation.ts';
import { draw, handleCardTabCommand } from './card/overlay.ts';
import { onPointer } from './card/pointer.ts';
import { getBridge } from './runtime/isolated-world-bridge.ts';

const bridge = getBridge<Bridge>();
bridge?.register({
  onPointer: (event) => onPointer(event, bridge),
  handle(command) {
    switch (command.command) {
      case 'incoming':
      case 'sizeIncoming':
        handleIncomingTabCommand(command);
        return draw();
      case 'goToNumber':
        return void goToNumber(command.to, bridge.marks);
      case 'listNumbersOfFrame':
        return listNumbersOfFrame(bridge.marks());
      default:
        return handleCardTabCommand(command);
    }
  },
});
