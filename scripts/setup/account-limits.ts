/** What the account cannot do, said before anything is changed. */
import { countryOf } from '../../shared/phone-number.ts';
import type { Account } from './account.ts';
import type { Wishes } from './plan.ts';

const upgrade = 'https://console.twilio.com/us1/billing/manage-billing/billing-overview';
const profiles = 'https://console.twilio.com/us1/account/trust-hub/customer-profiles';

export function limitsOf(account: Pick<Account, 'type' | 'profile' | 'numbers'>, { countries, number }: Wishes): string[] {
  const phoneNumber = number.phoneNumber;
  const trunk = account.numbers.find(({ phone_number }) => phone_number === phoneNumber)?.trunk_sid;
  const saudi = countries.includes('SA') && countryOf(phoneNumber) !== 'SA';
  return [
    ...(account.type === 'Trial'
      ? [
          `This is a trial account: it calls verified numbers only, for at most 10 minutes, and a message precedes each call. Upgrade it: ${upgrade}`,
        ]
      : []),
    ...concurrencyOf(account),
    ...(trunk
      ? [`${phoneNumber} belongs to a SIP trunk, which takes its calls whatever its Voice URL is. Remove it from the trunk first.`]
      : []),
    ...(saudi
      ? [
          'People in Saudi Arabia see a foreign number. Twilio sells no geographic Saudi number; a Saudi number of yours can be verified as caller ID (TWILIO_SAUDI_CALLER_ID), and carriers may still drop or replace it for calls from abroad.',
        ]
      : []),
    'Only Twilio’s region US1 is supported: keys and numbers of IE1 or AU1 are refused.',
  ];
}

/** Limits as Twilio documents them; every leg counts, so a call of a browser takes two. */
function concurrencyOf({ type, profile }: Pick<Account, 'type' | 'profile'>): string[] {
  if (type === 'Trial') return ['A trial account has at most 5 legs of calls at a time: two calls.'];
  if (profile === 'business') return [];
  const legs = profile === 'individual' ? 3 : 2;
  return [
    `Without an approved business profile this account has at most ${legs} legs of calls at a time: one call. Create one: ${profiles}`,
  ];
}
