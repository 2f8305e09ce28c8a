/** The script that is brought to a page when its first number was found, or a card is due: clicks, cards, and the tour of the numbers. */
import { incomingCue } from './card/incoming-card.ts';
import { meeting } from './runtime/isolated-world-bridge.ts';
import { draw, overlayCue } from './card/overlay.ts';
import { pointed } from './card/pointer.ts';
import { goToNumber, tellNumbers } from './card/number-navigation.ts';

const page = meeting();
page?.take({
  pointed: (event) => pointed(event, page),
  obey(cue) {
    switch (cue.cue) {
      case 'incoming':
      case 'sizeIncoming':
        incomingCue(cue);
        return draw();
      case 'goToNumber':
        return void goToNumber(cue.to, page.marks);
      case 'tellNumbers':
        return tellNumbers(page.marks());
      default:
        return overlayCue(cue);
    }
  },
});
