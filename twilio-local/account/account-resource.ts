/** The account and its balance: https://www.twilio.com/docs/iam/api/account */
import type { TwilioContext } from '../context.ts';
import { toResponse } from '../rest/rest-error.ts';
import { dateOf, type AccountApi } from './request-form.ts';

const createdAt = new Date();

export function addAccount(api: AccountApi, context: TwilioContext): void {
  const { accountSid, authToken } = context.account;
  api
    .get('/2010-04-01/Accounts/:file{AC\\w+\\.json}', () => {
      const { status, type } = context.accountState.current();
      const body = {
        sid: accountSid,
        owner_account_sid: accountSid,
        friendly_name: 'Local account',
        auth_token: authToken,
        status,
        type,
        date_created: dateOf(createdAt),
        date_updated: dateOf(createdAt),
        uri: `/2010-04-01/Accounts/${accountSid}.json`,
        subresource_uris: {},
      };
      return toResponse({ status: 200, body });
    })
    .get('/2010-04-01/Accounts/:account/:balance{Balance(?:\\.json)?}', () => {
      const { balance } = context.accountState.current();
      return toResponse({ status: 200, body: { account_sid: accountSid, balance: balance.toFixed(4), currency: 'USD' } });
    });
}
