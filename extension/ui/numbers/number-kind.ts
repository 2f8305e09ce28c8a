/** The kind of a number in a word; empty when it is not known. */
import type { NumberKind } from '../../../shared/phone-number.ts';
import { text, type TextKey } from '../app/text.ts';

const labelKeys: Record<Exclude<NumberKind, 'other'>, TextKey> = {
  mobile: 'kindMobile',
  landline: 'kindLandline',
  'toll-free': 'kindTollFree',
  premium: 'kindPremium',
  'shared-cost': 'kindSharedCost',
  voip: 'kindVoip',
};

export function numberKindLabel(kind: NumberKind): string {
  return kind === 'other' ? '' : text(labelKeys[kind]);
}
