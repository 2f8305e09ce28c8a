/** Checks of the account: status, type, money, calls at a time, clock, key, token, recordings. */
import { valueOf } from '../../shared/value-of.ts';
import type { ResourceAnswer } from '../twilio/read-resource.ts';
import type { Facts } from './facts.ts';
import { message, type Finding, type Message } from './message.ts';

export const check = (id: string, ok: boolean, saw: Message, wanted: Message, fix: Message): Finding => ({
  id,
  ok,
  saw,
  wanted,
  fix: ok ? '' : fix,
});

const consoleUrl = 'https://console.twilio.com';
const billing = `${consoleUrl}/us1/billing/manage-billing/billing-overview`;
const credentialsFix = message('credentialsFix', { url: consoleUrl });

/** How an answer that could not be read is shown. */
function describeUnread(answer: Exclude<ResourceAnswer<unknown>, { is: 'read' }>): Message {
  switch (answer.is) {
    case 'missing':
      return message('unknownHere');
    case 'unreachable':
      return message('unreachable');
    case 'refused':
      if (answer.code === 20003) return message('credentialsWrong');
      return answer.code === null
        ? message('refused', { status: String(answer.status) })
        : message('refusedWithCode', { status: String(answer.status), code: String(answer.code) });
  }
}

/** A check of something that must first be read. */
export function checkRead<Value>(
  id: string,
  answer: ResourceAnswer<Value>,
  { wanted, fix }: { wanted: Message; fix: Message },
  judge: (value: Value) => { ok: boolean; saw: Message },
): Finding {
  if (answer.is !== 'read') return check(id, false, describeUnread(answer), wanted, answer.is === 'missing' ? fix : credentialsFix);
  const { ok, saw } = judge(answer.value);
  return check(id, ok, saw, wanted, fix);
}

const minBalance = 5;
const maxSkewSeconds = 30;
/** `Primary Customer Profile of type Business`, which Twilio's `GET /v1/Policies` lists. */
const businessPolicy = 'RN6433641899984f951173ef1738c3bdd0';

export function accountChecks(facts: Facts): Finding[] {
  const { account, balance, key, token } = facts;
  return [
    checkRead('account-status', account, { wanted: message('active'), fix: consoleUrl }, ({ status }) => ({
      ok: status === 'active',
      saw: wordMessage(status),
    })),
    checkRead(
      'account-type',
      account,
      {
        wanted: message('fullWanted'),
        fix: message('upgradeFix', { url: billing }),
      },
      ({ type }) => ({ ok: type === 'Full', saw: wordMessage(type) }),
    ),
    checkRead(
      'balance',
      balance,
      {
        wanted: message('balanceWanted', { min: String(minBalance) }),
        fix: message('fundsFix', { url: billing }),
      },
      ({ balance: amount, currency }) => ({ ok: Number(amount) >= minBalance, saw: `${amount} ${currency}` }),
    ),
    concurrency(facts),
    clock(facts),
    checkRead('api-key', key, { wanted: message('keyWanted'), fix: message('keyFix') }, ({ sid }) => ({ ok: true, saw: sid })),
    check('voice-token', token.is === 'accepted', describeToken(token), message('tokenWanted'), message('tokenFix')),
    recordings(facts),
  ];
}

function describeToken(token: Facts['token']): Message {
  if (token.is === 'accepted') return message('tokenAccepted');
  if (token.is === 'unreachable') return message('signallingUnreachable');
  return message('tokenRefused', { message: token.message, code: String(token.code) });
}

const knownWords = { active: 'active', suspended: 'suspended', closed: 'closed', Full: 'full', Trial: 'trial' } as const;

/** A status or a type as Twilio names it. */
function wordMessage(word: string): Message {
  const text = valueOf<(typeof knownWords)[keyof typeof knownWords]>(knownWords, word);
  return text ? message(text) : word;
}

/** Twilio's API does not show the limit; it follows from the type and the approved profile of the account. */
function concurrency({ account, profiles }: Facts): Finding {
  const wanted = message('profileApproved');
  const fix = message('profileFix', { url: `${consoleUrl}/us1/account/trust-hub/customer-profiles` });
  return checkRead('concurrency', profiles, { wanted, fix }, ({ results }) => {
    if (account.is === 'read' && account.value.type === 'Trial') return { ok: false, saw: message('profileOfTrial') };
    if (results.some(({ policy_sid }) => policy_sid === businessPolicy)) return { ok: true, saw: message('profileApproved') };
    if (results.length > 0) return { ok: false, saw: message('profileIndividual') };
    return { ok: false, saw: message('profileNone') };
  });
}

function clock({ account }: Facts): Finding {
  const skewMs = account.is === 'read' ? account.clockSkewMs : null;
  const seconds = skewMs === null ? null : Math.round(Math.abs(skewMs) / 1000);
  return check(
    'clock',
    seconds === null || seconds <= maxSkewSeconds,
    seconds === null ? message('clockUnread') : message('clockApart', { seconds: String(seconds) }),
    message('clockWanted', { max: String(maxSkewSeconds) }),
    message('clockFix'),
  );
}

function recordings({ recordings: privacy }: Facts): Finding {
  const saw = ({ none: 'recordingsNone', private: 'recordingsPrivate', public: 'recordingsPublic', unknown: 'recordingsUnknown' } as const)[
    privacy
  ];
  return check(
    'recordings-private',
    privacy === 'none' || privacy === 'private',
    message(saw),
    message('recordingsPrivate'),
    message('recordingsFix', { url: `${consoleUrl}/us1/develop/voice/settings/general` }),
  );
}
