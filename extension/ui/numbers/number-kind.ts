/** The label of a number's kind; empty for a kind that says nothing. */
import type { NumberKind } from '../../../shared/phone-number.ts';
import { text, type TextKey } from '../app/text.ts';

const labelKeys: Partial<Record<NumberKind, TextKey>> = {
  mobile: 'kindMobile',
  landline: 'kindLandline',
  'toll-free': 'kindTollFree',
  premium: 'kindPremium',
  'shared-cost': 'kindSharedCost',
  voip: 'kindVoip',
  unknown: 'kindUnknown',
};

export function numberKindLabel(kind: NumberKind): string {
  const key = labelKeys[kind];
  return key ? text(key) : '';
}
