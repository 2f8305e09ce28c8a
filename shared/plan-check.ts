/**
 * Rejects most digits that no numbering plan allows, about twenty times as fast as libphonenumber-js does. What passes is
 * to be parsed: a number that libphonenumber-js holds valid is never rejected.
 */
import { Metadata, type CountryCode } from 'libphonenumber-js/max';

/** What the library has at run time; its types leave out the patterns. */
type NumberingPlan = {
  callingCode: () => string;
  IDDPrefix: () => string;
  possibleLengths: () => number[];
  nationalNumberPattern: () => string;
  nationalPrefixForParsing: () => string | undefined;
  nationalPrefixTransformRule: () => string | undefined;
};
type FullMetadata = {
  selectNumberingPlan: (countryOrCallingCode: string) => { numberingPlan: NumberingPlan };
  hasCallingCode: (code: string) => boolean;
  getCountryCodesForCallingCode: (code: string) => CountryCode[] | undefined;
};

type Plan = { callingCode: string; exitCode: RegExp; prefix: RegExp | null; transform: string | undefined };
/** The plans of all countries that share a calling code. */
type CallingCode = { plan: Plan; lengths: ReadonlySet<number>; patterns: RegExp[] };

const metadata = new Metadata() as unknown as FullMetadata;
const plans = new Map<string, Plan>();
const callingCodes = new Map<string, CallingCode | null>();
const maxCallingCodeLength = 3;

/**
 * @param digits with or without `+` before them.
 * @param region as for `readDigits`.
 * @returns false only where `digits` make no valid number.
 */
export function mayBeValid(digits: string, region: CountryCode | null): boolean {
  if (digits.startsWith('+')) return mayBeInternational(withoutMobilePrefix(digits).slice(1));
  if (!region) return false;
  const plan = planOf(region);
  const abroad = plan.exitCode.exec(digits);
  const rest = abroad ? digits.slice(abroad[0].length) : '';
  if (rest !== '' && !rest.startsWith('0')) return mayBeInternational(rest);
  const home = callingCodeOf(plan.callingCode)!;
  if (mayBeNational(digits, plan, home)) return true;
  if (!digits.startsWith(plan.callingCode)) return false;
  const withoutCode = digits.slice(plan.callingCode.length);
  return mayBeNational(withoutCode, plan, home) || mayBeNational(withoutCode, home.plan, home);
}

/** Mexican mobiles had a 1 after the country code until 2019; people and WhatsApp still write it. */
export function withoutMobilePrefix(digits: string): string {
  return digits.replace(/^\+521(?=\d{10}$)/, '+52');
}

function mayBeInternational(digits: string): boolean {
  for (let length = 1; length <= maxCallingCodeLength; length++) {
    const code = callingCodeOf(digits.slice(0, length));
    if (code) return mayBeNational(digits.slice(length), code.plan, code);
  }
  return false;
}

/** Tries `digits` as they are and without the national prefix, which may stand for an area code. */
function mayBeNational(digits: string, { prefix, transform }: Plan, code: CallingCode): boolean {
  if (matches(digits, code)) return true;
  const found = prefix?.exec(digits);
  if (!found) return false;
  return matches(digits.slice(found[0].length), code) || (transform !== undefined && matches(digits.replace(prefix!, transform), code));
}

function matches(national: string, { lengths, patterns }: CallingCode): boolean {
  return lengths.has(national.length) && patterns.some((pattern) => pattern.test(national));
}

function planOf(countryOrCallingCode: string): Plan {
  let plan = plans.get(countryOrCallingCode);
  if (!plan) {
    const { numberingPlan } = metadata.selectNumberingPlan(countryOrCallingCode);
    const prefix = numberingPlan.nationalPrefixForParsing();
    plan = {
      callingCode: numberingPlan.callingCode(),
      exitCode: new RegExp(`^(?:${numberingPlan.IDDPrefix()})`),
      prefix: prefix ? new RegExp(`^(?:${prefix})`) : null,
      transform: numberingPlan.nationalPrefixTransformRule(),
    };
    plans.set(countryOrCallingCode, plan);
  }
  return plan;
}

/** Null for a code of no country and no service. */
function callingCodeOf(code: string): CallingCode | null {
  let known = callingCodes.get(code);
  if (known !== undefined) return known;
  known = null;
  if (metadata.hasCallingCode(code)) {
    const members = metadata.getCountryCodesForCallingCode(code) ?? [code];
    const numberingPlans = members.map((member) => metadata.selectNumberingPlan(member).numberingPlan);
    known = {
      plan: planOf(code),
      lengths: new Set(numberingPlans.flatMap((plan) => plan.possibleLengths())),
      patterns: numberingPlans.map((plan) => new RegExp(`^(?:${plan.nationalNumberPattern()})$`)),
    };
  }
  callingCodes.set(code, known);
  return known;
}
