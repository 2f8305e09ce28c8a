/** The state of the account beside its calls: keys, money, permissions, and the wrong states that a test asks for. */
import { countryOf } from '../calls/geography.ts';
import type { Account } from '../signalling/access-token.ts';

/** The three levels of https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
export type DialingPermission = { lowRisk: boolean; highRiskSpecial: boolean; highRiskTollFraud: boolean };

/** Fields that apps and numbers have in common; a wrong state replaces them on all of them. */
export type VoiceFields = {
  voiceUrl?: string | undefined;
  voiceMethod?: 'GET' | 'POST' | undefined;
  voiceFallbackUrl?: string | undefined;
  statusCallback?: string | undefined;
};

/** What `POST /control/account` changes; a missing field stays as it is. */
export type AccountChanges = VoiceFields & {
  keyDeleted?: boolean | undefined;
  status?: 'active' | 'suspended' | 'closed' | undefined;
  type?: 'Full' | 'Trial' | undefined;
  /** Voice URLs lead to an address that redirects to them. */
  redirects?: boolean | undefined;
  blockedCountries?: string[] | undefined;
  balance?: number | undefined;
  concurrency?: number | undefined;
  /** Numbers and verified caller IDs that the account has no more. */
  lostNumbers?: string[] | undefined;
  /** Recordings can be heard without credentials. */
  publicRecordings?: boolean | undefined;
  /** How far Twilio's clock is ahead of this machine's. */
  clockSkewSeconds?: number | undefined;
};

/** A new account may have two calls at a time, one with an approved individual profile three, one with a business profile many. */
const usualConcurrency = 1000;
const usualBalance = 100;

const wellAccount = () => ({
  status: 'active' as NonNullable<AccountChanges['status']>,
  type: 'Full' as NonNullable<AccountChanges['type']>,
  balance: usualBalance,
  concurrency: usualConcurrency,
  blockedCountries: new Set<string>(),
  lostNumbers: new Set<string>(),
  publicRecordings: false,
  clockSkewSeconds: 0,
});

export type AccountState = {
  current(): ReturnType<typeof wellAccount>;
  /** @param redirectBase address that redirects to the URL after it. */
  change(changes: AccountChanges, redirectBase: string): void;
  reset(): void;
  /** Whether calls to this country, or to the country of this number, are allowed. */
  permissionOf(isoCode: string): DialingPermission;
  setPermission(isoCode: string, permission: Partial<DialingPermission>): void;
  mayCall(number: string): boolean;
};

type Holders = { values(): Iterable<VoiceFields> };
type Parts = { account: Account; applications: Holders; numbers: Holders };

/** @param dialingCountries countries that may be called at first; undefined is every country. */
export function createAccountState(parts: Parts, dialingCountries: readonly string[] | undefined): AccountState {
  let state = wellAccount();
  const permissions = new Map<string, DialingPermission>();
  const urls = createVoiceOverrides(parts);
  const deletedKeys: Account['apiKeys'] = [];

  const restoreKeys = () => void parts.account.apiKeys.push(...deletedKeys.splice(0));

  function permissionOf(isoCode: string): DialingPermission {
    const lowRisk = dialingCountries === undefined || dialingCountries.includes(isoCode);
    const own = permissions.get(isoCode) ?? { lowRisk, highRiskSpecial: false, highRiskTollFraud: false };
    return state.blockedCountries.has(isoCode) ? { ...own, lowRisk: false } : own;
  }

  return {
    current: () => state,
    permissionOf,
    setPermission(isoCode, permission) {
      permissions.set(isoCode, { ...permissionOf(isoCode), ...permission });
      if (permission.lowRisk) state.blockedCountries.delete(isoCode);
    },
    mayCall(number) {
      const country = countryOf(number);
      return country === '' || permissionOf(country).lowRisk;
    },
    change({ keyDeleted, voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback, redirects, ...changes }, redirectBase) {
      const { blockedCountries, lostNumbers, ...plain } = changes;
      for (const [name, value] of Object.entries(plain)) if (value !== undefined) Object.assign(state, { [name]: value });
      if (blockedCountries) state.blockedCountries = new Set(blockedCountries);
      if (lostNumbers) state.lostNumbers = new Set(lostNumbers);
      if (keyDeleted === true) deletedKeys.push(...parts.account.apiKeys.splice(0));
      if (keyDeleted === false) restoreKeys();
      urls.replace({ voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback });
      if (redirects === true) urls.redirectBy(redirectBase);
      if (redirects === false) urls.restore();
    },
    reset() {
      state = wellAccount();
      restoreKeys();
      urls.restore();
    },
  };
}

/** Replaces fields of every app and number, and keeps the values of before. */
function createVoiceOverrides({ applications, numbers }: Parts) {
  const before = new Map<VoiceFields, VoiceFields>();
  const all = (): VoiceFields[] => [...applications.values(), ...numbers.values()];

  function keep(target: VoiceFields): void {
    const { voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback } = target;
    if (!before.has(target)) before.set(target, { voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback });
  }

  return {
    replace(fields: VoiceFields): void {
      const given = Object.entries(fields).filter(([, value]) => value !== undefined);
      if (given.length === 0) return;
      for (const target of all()) {
        keep(target);
        Object.assign(target, Object.fromEntries(given));
      }
    },
    redirectBy(base: string): void {
      for (const target of all()) {
        keep(target);
        if (target.voiceUrl && !target.voiceUrl.startsWith(base)) target.voiceUrl = base + encodeURIComponent(target.voiceUrl);
      }
    },
    restore(): void {
      for (const [target, fields] of before) Object.assign(target, fields);
      before.clear();
    },
  };
}
