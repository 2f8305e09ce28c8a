/** The country of a phone number from its calling code: the countries of the demo and the largest others. */
const countryByCode: Record<string, string> = {
  '1': 'US',
  '20': 'EG',
  '33': 'FR',
  '34': 'ES',
  '39': 'IT',
  '44': 'GB',
  '49': 'DE',
  '61': 'AU',
  '90': 'TR',
  '91': 'IN',
  '92': 'PK',
  '212': 'MA',
  '213': 'DZ',
  '216': 'TN',
  '961': 'LB',
  '962': 'JO',
  '963': 'SY',
  '964': 'IQ',
  '965': 'KW',
  '966': 'SA',
  '967': 'YE',
  '968': 'OM',
  '970': 'PS',
  '971': 'AE',
  '973': 'BH',
  '974': 'QA',
};

/** Its ISO code, or an empty text. */
export function countryOf(number: string): string {
  const code = [3, 2, 1].map((length) => number.slice(1, 1 + length)).find((prefix) => Object.hasOwn(countryByCode, prefix));
  return code === undefined ? '' : (countryByCode[code] ?? '');
}

export function callingCodesOf(isoCode: string): string[] {
  return Object.keys(countryByCode).filter((code) => countryByCode[code] === isoCode);
}

/**
 * Country, city, state and ZIP of a number, each with the given prefix: `FromCountry` and so on.
 * Twilio sends an unknown part as an empty text; here only the country is known. A browser has no geography.
 * https://www.twilio.com/docs/voice/twiml#request-parameters
 */
export function geographyOf(prefixes: readonly string[], party: string): Record<string, string> {
  if (!party.startsWith('+')) return {};
  const country = countryOf(party);
  return Object.fromEntries(
    prefixes.flatMap((prefix) => [
      [`${prefix}City`, ''],
      [`${prefix}Country`, country],
      [`${prefix}State`, ''],
      [`${prefix}Zip`, ''],
    ]),
  );
}
