/** The kind of a number in a word; empty when it is not known. */
import type { NumberKind } from '../../../shared/phone-number.ts';
import { text, type TextKey } from '../app/text.ts';

const words: Record<Exclude<NumberKind, 'other'>, TextKey> = {
  mobile: 'kindMobile',
  landline: 'kindLandline',
  'toll-free': 'kindTollFree',
  premium: 'kindPremium',
  'shared-cost': 'kindSharedCost',
  voip: 'kindVoip',
};

export function kindWord(kind: NumberKind): string {
  return kind === 'other' ? '' : text(words[kind]);
}
