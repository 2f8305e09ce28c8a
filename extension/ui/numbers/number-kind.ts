/** The label of a number's kind; empty for an unknown kind. */
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
