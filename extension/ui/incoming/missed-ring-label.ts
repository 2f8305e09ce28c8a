/** What became of a call that rang here and was not answered here. */
import type { PassedCall } from '../../state/app-state.ts';
import { text, type TextKey } from '../app/text.ts';

const words: Record<PassedCall['because'], TextKey> = {
  taken: 'passedTaken',
  'caller-left': 'passedCallerLeft',
  declined: 'passedDeclined',
  voicemail: 'passedVoicemail',
  unanswered: 'passedUnanswered',
};

export function passedWords({ because, by }: PassedCall): string {
  return because === 'taken' && by ? text('passedTakenBy', { name: by }) : text(words[because]);
}
