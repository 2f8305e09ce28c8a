/** TwiML Apps: https://www.twilio.com/docs/usage/api/applications */
import type { Application, TwilioContext } from '../context.ts';
import { pageOf } from '../rest/page.ts';
import { notFound, toResponse } from '../rest/rest-error.ts';
import { newSid } from '../sid.ts';
import { dateOf, formOf, isRefusal, queryOf, readNamedFields, sidOf, voiceResource, type AccountApi } from './request-form.ts';

const applicationsPath = '/2010-04-01/Accounts/:account/:applications{Applications(?:\\.json)?}';
const applicationPath = '/2010-04-01/Accounts/:account/Applications/:file{\\w+(?:\\.json)?}';

export function addApplications(api: AccountApi, context: TwilioContext): void {
  const { applications, account } = context;

  function resource(application: Application): Record<string, unknown> {
    const path = `/2010-04-01/Accounts/${account.accountSid}/Applications/${application.sid}.json`;
    return {
      sid: application.sid,
      account_sid: account.accountSid,
      api_version: '2010-04-01',
      date_created: dateOf(new Date()),
      date_updated: dateOf(new Date()),
      ...voiceResource(application),
      message_status_callback: null,
      sms_status_callback: null,
      public_application_connect_enabled: false,
      uri: path,
    };
  }

  api
    .get(applicationsPath, (c) => {
      const name = queryOf(c).get('FriendlyName');
      const found = [...applications.values()].filter(({ friendlyName }) => name === null || friendlyName === name);
      const { items, fields } = pageOf(found, `/2010-04-01/Accounts/${account.accountSid}/Applications.json`, queryOf(c));
      return toResponse({ status: 200, body: { applications: items.map(resource), ...fields } });
    })
    .post(applicationsPath, async (c) => {
      const fields = readNamedFields(await formOf(c));
      if (isRefusal(fields)) return toResponse(fields);
      const application = { ...fields, sid: newSid('AP') } as Application;
      applications.set(application.sid, application);
      return toResponse({ status: 201, body: resource(application) });
    })
    .get(applicationPath, (c) => {
      const application = applications.get(sidOf(c));
      return toResponse(application ? { status: 200, body: resource(application) } : notFound(c.req.path));
    })
    .post(applicationPath, async (c) => {
      const application = applications.get(sidOf(c));
      if (!application) return toResponse(notFound(c.req.path));
      const fields = readNamedFields(await formOf(c), application);
      if (isRefusal(fields)) return toResponse(fields);
      Object.assign(application, fields);
      return toResponse({ status: 200, body: resource(application) });
    })
    .delete(applicationPath, (c) => toResponse(applications.delete(sidOf(c)) ? { status: 204 } : notFound(c.req.path)));
}
