/** What the person who runs the setup can do about a refusal of Twilio's. */
import type { ProblemCode } from '../../shared/problem.ts';
import { problemOfTwilioCode } from '../../shared/twilio-codes.ts';

const consoleUrl = 'https://console.twilio.com/us1';
/** Without an advice: what nobody but Hatif can mend, and what can only concern a call. */
const advices: Partial<Record<ProblemCode, string>> = {
  'account-on-trial': `A trial account cannot do this. Upgrade: ${consoleUrl}/billing/manage-billing/billing-overview`,
  'account-inactive': `The account is suspended or closed. ${consoleUrl} says why.`,
  'number-not-for-sale': 'Run the same command again with another number: npm run setup -- --number.',
  'number-needs-papers': `Hand in the address or the documents at ${consoleUrl}/develop/phone-numbers/regulatory-compliance, or choose a number of another country.`,
  'number-not-in-service': 'Check the number: + , country code, then the rest.',
  'country-blocked': `Allow the country: ${consoleUrl}/develop/voice/settings/geo-permissions`,
  'phone-service-busy': 'Twilio takes no more requests now. Run the same command again in a minute.',
  'phone-service-unreachable': 'Twilio is at fault. Run the same command again in a minute.',
};

export function adviceOf(code: number): string | undefined {
  const problem = problemOfTwilioCode(code);
  return problem === null ? undefined : advices[problem];
}
