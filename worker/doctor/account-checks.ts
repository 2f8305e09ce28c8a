/** Checks of the account: status, type, money, calls at a time, clock, key, token, recordings. */
import type { Check } from '../../shared/doctor.ts';
import type { ResourceAnswer } from '../twilio/read-resource.ts';
import type { Facts } from './facts.ts';

export const check = (id: string, ok: boolean, saw: string, wanted: string, fix: string): Check => ({
  id,
  ok,
  saw,
  wanted,
  fix: ok ? '' : fix,
});

const consoleUrl = 'https://console.twilio.com';
const billing = `${consoleUrl}/us1/billing/manage-billing/billing-overview`;
const credentialsFix = `npm run setup, with Account SID and Auth Token copied anew; ${consoleUrl} says why an account is suspended`;

/** How an answer that could not be read is shown. */
function describeUnread(answer: Exclude<ResourceAnswer<unknown>, { is: 'read' }>): string {
  switch (answer.is) {
    case 'missing':
      return 'unknown in this account and region (404)';
    case 'unreachable':
      return 'Twilio cannot be reached';
    case 'refused':
      if (answer.code === 20003) return 'Account SID and Auth Token are wrong, or the account is suspended (20003)';
      return `Twilio refused: HTTP ${answer.status}${answer.code === null ? '' : `, ${answer.code}`}`;
  }
}

/** A check of something that must first be read. */
export function checkRead<Value>(
  id: string,
  answer: ResourceAnswer<Value>,
  { wanted, fix }: { wanted: string; fix: string },
  judge: (value: Value) => { ok: boolean; saw: string },
): Check {
  if (answer.is !== 'read') return check(id, false, describeUnread(answer), wanted, answer.is === 'missing' ? fix : credentialsFix);
  const { ok, saw } = judge(answer.value);
  return check(id, ok, saw, wanted, fix);
}

const minBalance = 5;
const maxSkewSeconds = 30;
/** `Primary Customer Profile of type Business`, which Twilio's `GET /v1/Policies` lists. */
const businessPolicy = 'RN6433641899984f951173ef1738c3bdd0';

export function accountChecks(facts: Facts): Check[] {
  const { account, balance, key, token } = facts;
  return [
    checkRead('account-status', account, { wanted: 'active', fix: consoleUrl }, ({ status }) => ({
      ok: status === 'active',
      saw: status,
    })),
    checkRead(
      'account-type',
      account,
      {
        wanted: 'Full: a trial calls verified numbers only',
        fix: `Upgrade: ${billing}`,
      },
      ({ type }) => ({ ok: type === 'Full', saw: type }),
    ),
    checkRead(
      'balance',
      balance,
      {
        wanted: `${minBalance} or more`,
        fix: `Add funds: ${billing}`,
      },
      ({ balance: amount, currency }) => ({ ok: Number(amount) >= minBalance, saw: `${amount} ${currency}` }),
    ),
    concurrency(facts),
    clock(facts),
    checkRead(
      'api-key',
      key,
      { wanted: 'TWILIO_API_KEY is a key of this account in region US1', fix: 'npm run setup makes a new one' },
      ({ sid }) => ({ ok: true, saw: sid }),
    ),
    check(
      'voice-token',
      token.is === 'accepted',
      token.is === 'accepted'
        ? 'accepted'
        : token.is === 'refused'
          ? `refused: ${token.message} (${token.code})`
          : 'the signalling cannot be reached',
      'Twilio’s signalling accepts an access token of this backend',
      'npm run setup makes a new key: it must be of type Standard, with its own secret',
    ),
    recordings(facts),
  ];
}

/** Twilio's API does not show the limit; it follows from the type and the approved profile of the account. */
function concurrency({ account, profiles }: Facts): Check {
  const wanted = 'an approved business profile';
  const fix = `Create a business profile: ${consoleUrl}/us1/account/trust-hub/customer-profiles`;
  return checkRead('concurrency', profiles, { wanted, fix }, ({ results }) => {
    if (account.is === 'read' && account.value.type === 'Trial') return { ok: false, saw: 'a trial: 5 legs, two calls at a time' };
    if (results.some(({ policy_sid }) => policy_sid === businessPolicy)) return { ok: true, saw: 'an approved business profile' };
    if (results.length > 0) return { ok: false, saw: 'an individual profile: 3 legs, one call at a time' };
    return { ok: false, saw: 'no approved profile: 2 legs, one call at a time' };
  });
}

function clock({ account }: Facts): Check {
  const skewMs = account.is === 'read' ? account.clockSkewMs : null;
  const seconds = skewMs === null ? null : Math.round(Math.abs(skewMs) / 1000);
  return check(
    'clock',
    seconds === null || seconds <= maxSkewSeconds,
    seconds === null ? 'Twilio’s clock cannot be read' : `${seconds} s apart from Twilio’s clock`,
    `${maxSkewSeconds} s or less`,
    'sudo timedatectl set-ntp true, where the backend runs',
  );
}

function recordings({ recordings: privacy }: Facts): Check {
  const saw = {
    none: 'no recording yet',
    private: 'a recording needs credentials',
    public: 'everybody who has its address can hear a recording',
    unknown: 'the recordings cannot be read',
  }[privacy];
  return check(
    'recordings-private',
    privacy === 'none' || privacy === 'private',
    saw,
    'a recording needs credentials',
    `Switch on "Enforce HTTP auth on media URLs": ${consoleUrl}/us1/develop/voice/settings/general`,
  );
}
