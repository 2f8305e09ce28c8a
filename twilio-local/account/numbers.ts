/** Numbers of the account and numbers on sale: https://www.twilio.com/docs/phone-numbers/api */
import { countryOf } from '../calls/geography.ts';
import type { AccountNumber, TwilioContext } from '../context.ts';
import { pageOf } from '../rest/page.ts';
import { notFound, restError, toResponse, type RestResponse } from '../rest/rest-error.ts';
import { dateOf, formOf, isRefusal, queryOf, readNamedFields, sidOf, sidOfNumber, voiceResource, type AccountApi } from './request-form.ts';

const numbersPath = '/2010-04-01/Accounts/:account/:numbers{IncomingPhoneNumbers(?:\\.json)?}';
const numberPath = '/2010-04-01/Accounts/:account/IncomingPhoneNumbers/:file{PN\\w+(?:\\.json)?}';
const onSalePath = '/2010-04-01/Accounts/:account/AvailablePhoneNumbers/:country/:file{(?:Local|Mobile|TollFree)(?:\\.json)?}';

const capabilities = { voice: true, SMS: true, MMS: false, fax: false };
const digits = (text: string) => text.replaceAll(/\D/g, '');

function numberResource(context: TwilioContext, number: AccountNumber): Record<string, unknown> {
  const { accountSid } = context.account;
  const sid = sidOfNumber(number.phoneNumber);
  return {
    sid,
    account_sid: accountSid,
    phone_number: number.phoneNumber,
    ...voiceResource({ ...number, friendlyName: number.friendlyName ?? number.phoneNumber }),
    voice_application_sid: number.voiceApplicationSid ?? '',
    voice_receive_mode: 'voice',
    sms_application_sid: '',
    trunk_sid: null,
    address_sid: null,
    address_requirements: 'none',
    identity_sid: null,
    bundle_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    origin: 'twilio',
    status: 'in-use',
    beta: false,
    capabilities: { voice: true, sms: true, mms: false, fax: false },
    api_version: '2010-04-01',
    date_created: dateOf(new Date()),
    date_updated: dateOf(new Date()),
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
  };
}

/** Codes: https://www.twilio.com/docs/api/errors (21404, 21421, 21422). */
function buy(context: TwilioContext, form: URLSearchParams): RestResponse {
  const phoneNumber = form.get('PhoneNumber') ?? '';
  if (phoneNumber === '') return restError(400, 21421, 'PhoneNumber is invalid');
  if (context.accountState.current().type === 'Trial' && context.numbers.size > 0) {
    return restError(400, 21404, 'Inbound phone number not available to trial account. Please upgrade.');
  }
  if (!context.numbersOnSale.has(phoneNumber)) return restError(400, 21422, `${phoneNumber} is not available.`);
  const fields = readNamedFields(form);
  if (isRefusal(fields)) return fields;
  const number = { ...fields, phoneNumber } as AccountNumber;
  context.numbersOnSale.delete(phoneNumber);
  context.numbers.set(phoneNumber, number);
  return { status: 201, body: numberResource(context, number) };
}

/** A country without numbers on sale is unknown to this resource. */
function listOnSale(context: TwilioContext, country: string, query: URLSearchParams, path: string): RestResponse {
  const inCountry = [...context.numbersOnSale].filter((phoneNumber) => countryOf(phoneNumber) === country);
  if (inCountry.length === 0) return notFound(path);
  const wanted = digits(query.get('Contains') ?? '');
  const found = inCountry.filter((phoneNumber) => phoneNumber.includes(wanted)).slice(0, Number(query.get('PageSize')) || 50);
  const body = found.map((phoneNumber) => ({
    friendly_name: phoneNumber,
    phone_number: phoneNumber,
    lata: null,
    locality: null,
    rate_center: null,
    latitude: null,
    longitude: null,
    region: null,
    postal_code: null,
    iso_country: country,
    address_requirements: 'none',
    beta: false,
    capabilities,
  }));
  return { status: 200, body: { available_phone_numbers: body, uri: path } };
}

export function addNumbers(api: AccountApi, context: TwilioContext): void {
  const { numbers, account } = context;
  const present = () => [...numbers.values()].filter(({ phoneNumber }) => !context.accountState.current().lostNumbers.has(phoneNumber));
  const numberOf = (sid: string) => present().find(({ phoneNumber }) => sidOfNumber(phoneNumber) === sid);
  api
    .get(numbersPath, (c) => {
      const wanted = digits(queryOf(c).get('PhoneNumber') ?? '');
      const found = present().filter(({ phoneNumber }) => phoneNumber.includes(wanted));
      const sided = found.map((number) => ({ sid: sidOfNumber(number.phoneNumber), number }));
      const { items, fields } = pageOf(sided, `/2010-04-01/Accounts/${account.accountSid}/IncomingPhoneNumbers.json`, queryOf(c));
      return toResponse({
        status: 200,
        body: { incoming_phone_numbers: items.map(({ number }) => numberResource(context, number)), ...fields },
      });
    })
    .post(numbersPath, async (c) => toResponse(buy(context, await formOf(c))))
    .get(numberPath, (c) => {
      const number = numberOf(sidOf(c));
      return toResponse(number ? { status: 200, body: numberResource(context, number) } : notFound(c.req.path));
    })
    .post(numberPath, async (c) => {
      const number = numberOf(sidOf(c));
      if (!number) return toResponse(notFound(c.req.path));
      const fields = readNamedFields(await formOf(c), number);
      if (isRefusal(fields)) return toResponse(fields);
      Object.assign(number, fields);
      return toResponse({ status: 200, body: numberResource(context, number) });
    })
    .delete(numberPath, (c) => {
      const number = numberOf(sidOf(c));
      if (!number) return toResponse(notFound(c.req.path));
      numbers.delete(number.phoneNumber);
      context.numbersOnSale.add(number.phoneNumber);
      return toResponse({ status: 204 });
    })
    .get(onSalePath, (c) => toResponse(listOnSale(context, c.req.param('country') ?? '', queryOf(c), c.req.path)));
}
