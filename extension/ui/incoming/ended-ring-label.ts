/** The result of a call that rang in this browser and was not answered in it. */
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
