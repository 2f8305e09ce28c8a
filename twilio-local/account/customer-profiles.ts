/** Customer profiles: https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles. The approved one sets how many calls the account may have at a time. */
import type { TwilioContext } from '../context.ts';
import { toResponse } from '../rest/rest-error.ts';
import { listWithMeta, queryOf, type AccountApi } from './request-form.ts';

/** Policies that Twilio's `GET /v1/Policies` lists, and the limit of calls up to which a profile is of that policy. */
const policies = {
  business: { sid: 'RN6433641899984f951173ef1738c3bdd0', name: 'Primary Customer Profile of type Business' },
  individual: { sid: 'RN806dd6cd175f314e1f96a9727ee271f4', name: 'Starter Customer Profile' },
};
const withoutProfile = 2;
const withIndividualProfile = 3;

export function addCustomerProfiles(api: AccountApi, context: TwilioContext): void {
  const { accountSid } = context.account;
  const createdAt = new Date();

  function profiles(): Record<string, unknown>[] {
    const { concurrency, type } = context.accountState.current();
    if (type === 'Trial' || concurrency <= withoutProfile) return [];
    const policy = concurrency <= withIndividualProfile ? policies.individual : policies.business;
    const sid = `BU${accountSid.slice(2)}`;
    return [
      {
        sid,
        account_sid: accountSid,
        policy_sid: policy.sid,
        friendly_name: policy.name,
        status: 'twilio-approved',
        valid_until: null,
        email: 'admin@example.com',
        status_callback: null,
        date_created: createdAt.toISOString(),
        date_updated: createdAt.toISOString(),
        url: `https://trusthub.twilio.com/v1/CustomerProfiles/${sid}`,
        links: {},
        errors: null,
      },
    ];
  }

  api.get('/v1/CustomerProfiles', (c) => {
    const [status, policySid] = [queryOf(c).get('Status'), queryOf(c).get('PolicySid')];
    const found = profiles().filter(
      (profile) => (status === null || profile.status === status) && (policySid === null || profile.policy_sid === policySid),
    );
    return toResponse(listWithMeta(c, 'results', found));
  });
}
