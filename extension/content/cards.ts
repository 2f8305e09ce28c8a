/** The script that is brought to a page when its first number was found, or a card is due: cards, and the tour of the numbers. */
import { incomingCue } from './incoming-card.ts';
import { meeting } from './meeting.ts';
import { numberOfLink, numberOfMark } from './number-card.ts';
import { draw, overlayCue, showCard } from './overlay.ts';
import { goToNumber, tellNumbers } from './tour.ts';

const page = meeting();
page?.take({
  open: (mark, opened) => showCard(numberOfMark(mark, opened)),
  openLink: (clicked) => showCard(numberOfLink(clicked)),
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
