/** What became of a call that rang here and was not answered here. */
import type { EndedRing } from '../../state/app-state.ts';
import { text, type TextKey } from '../app/text.ts';

const labelKeys: Record<EndedRing['because'], TextKey> = {
  taken: 'passedTaken',
  'caller-left': 'passedCallerLeft',
  declined: 'passedDeclined',
  voicemail: 'passedVoicemail',
  unanswered: 'passedUnanswered',
};

export function endedRingLabel({ because, by }: EndedRing): string {
  return because === 'taken' && by ? text('passedTakenBy', { name: by }) : text(labelKeys[because]);
}
