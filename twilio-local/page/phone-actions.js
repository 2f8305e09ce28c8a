/** The actions of a person at a phone; buttons and keys share them. */
import { control } from './control.js';
import { joinVoice } from './voice.js';

export const actions = {
  answer: async (number) => {
    await control.perform(number, 'answer');
    await joinVoice(number);
  },
  hangUp: (number) => control.perform(number, 'hangup'),
  keys: (number, digits) => control.perform(number, 'keys', { digits }),
  placeCall: async (number) => {
    await control.perform(number, 'call');
    await joinVoice(number);
  },
};
