/** API keys: https://www.twilio.com/docs/iam/api-keys/key-resource-v2010. The secret is shown once. */
import { randomBytes } from 'node:crypto';
import type { TwilioContext } from '../context.ts';
import { pageOf } from '../rest/page.ts';
import { notFound, toResponse } from '../rest/rest-error.ts';
import { newSid } from '../sid.ts';
import { dateOf, formOf, queryOf, sidOf, type AccountApi } from './request-form.ts';

type KeyDetails = { friendlyName: string; createdAt: Date };

const keysPath = '/2010-04-01/Accounts/:account/:keys{Keys(?:\\.json)?}';
const keyPath = '/2010-04-01/Accounts/:account/Keys/:file{\\w+(?:\\.json)?}';

/** 32 letters and digits, with a capital letter: never mistaken for an Auth Token. */
const newSecret = () => `S${randomBytes(16).toString('hex').slice(1)}`;

export function addKeys(api: AccountApi, context: TwilioContext): void {
  const details = new Map<string, KeyDetails>();
  const { apiKeys, accountSid } = context.account;

  function resource(sid: string): Record<string, unknown> {
    const { friendlyName, createdAt } = details.get(sid) ?? { friendlyName: 'Local key', createdAt: new Date(0) };
    return { sid, friendly_name: friendlyName, date_created: dateOf(createdAt), date_updated: dateOf(createdAt) };
  }

  api
    .get(keysPath, (c) => {
      const { items, fields } = pageOf(apiKeys, `/2010-04-01/Accounts/${accountSid}/Keys.json`, queryOf(c));
      return toResponse({ status: 200, body: { keys: items.map(({ sid }) => resource(sid)), ...fields } });
    })
    .post(keysPath, async (c) => {
      const friendlyName = (await formOf(c)).get('FriendlyName') ?? '';
      const key = { sid: newSid('SK'), secret: newSecret() };
      apiKeys.push(key);
      details.set(key.sid, { friendlyName, createdAt: new Date() });
      return toResponse({ status: 201, body: { ...resource(key.sid), secret: key.secret } });
    })
    .get(keyPath, (c) => {
      const known = apiKeys.some(({ sid }) => sid === sidOf(c));
      return toResponse(known ? { status: 200, body: resource(sidOf(c)) } : notFound(c.req.path));
    })
    .delete(keyPath, (c) => {
      const index = apiKeys.findIndex(({ sid }) => sid === sidOf(c));
      if (index === -1) return toResponse(notFound(c.req.path));
      apiKeys.splice(index, 1);
      return toResponse({ status: 204 });
    });
}
