/** Voice geographic permissions: https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
import { z } from 'zod/mini';
import { callingCodesOf } from '../calls/geography.ts';
import type { TwilioContext } from '../context.ts';
import { notFound, restError, toResponse, type RestResponse } from '../rest/rest-error.ts';
import type { AccountState } from './account-state.ts';
import { formOf, listWithMeta, queryOf, type AccountApi } from './request-form.ts';

const base = '/v1/DialingPermissions';
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function countryResource(state: AccountState, isoCode: string, origin: string): Record<string, unknown> {
  const { lowRisk, highRiskSpecial, highRiskTollFraud } = state.permissionOf(isoCode);
  const url = `${origin}${base}/Countries/${isoCode}`;
  return {
    iso_code: isoCode,
    name: names.of(isoCode) ?? isoCode,
    continent: null,
    country_codes: callingCodesOf(isoCode).map((code) => `+${code}`),
    low_risk_numbers_enabled: lowRisk,
    high_risk_special_numbers_enabled: highRiskSpecial,
    high_risk_tollfraud_numbers_enabled: highRiskTollFraud,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}

const isCountry = (isoCode: string) => /^[A-Z]{2}$/.test(isoCode) && names.of(isoCode) !== undefined;
const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
const everyCountry = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);

/** Twilio's examples write the values as text. */
const flag = z.optional(
  z.pipe(
    z.union([z.boolean(), z.enum(['true', 'false'])]),
    z.transform((value) => value === true || value === 'true'),
  ),
);
const updatesSchema = z.array(
  z.strictObject({
    iso_code: z.string(),
    low_risk_numbers_enabled: flag,
    high_risk_special_numbers_enabled: flag,
    high_risk_tollfraud_numbers_enabled: flag,
  }),
);

function parseUpdates(text: string) {
  try {
    return updatesSchema.safeParse(JSON.parse(text));
  } catch {
    return { success: false } as const;
  }
}

function updateCountries(state: AccountState, form: URLSearchParams): RestResponse {
  const text = form.get('UpdateRequest') ?? '';
  const updates = parseUpdates(text);
  if (!updates.success || updates.data.some(({ iso_code }) => !isCountry(iso_code))) {
    return restError(400, 20001, 'UpdateRequest is not a list of countries with their permissions.');
  }
  for (const update of updates.data) {
    const { low_risk_numbers_enabled: lowRisk, high_risk_special_numbers_enabled: special } = update;
    const { high_risk_tollfraud_numbers_enabled: tollFraud } = update;
    state.setPermission(update.iso_code, {
      ...(lowRisk === undefined ? {} : { lowRisk }),
      ...(special === undefined ? {} : { highRiskSpecial: special }),
      ...(tollFraud === undefined ? {} : { highRiskTollFraud: tollFraud }),
    });
  }
  return { status: 201, body: { update_count: updates.data.length, update_request: text } };
}

export function addDialingPermissions(api: AccountApi, { accountState }: TwilioContext): void {
  api
    .get(`${base}/Countries`, (c) => {
      const wanted = queryOf(c).get('IsoCode');
      const codes = everyCountry.filter((code) => wanted === null || code === wanted);
      const { origin } = new URL(c.req.url);
      return toResponse(
        listWithMeta(
          c,
          'content',
          codes.map((code) => countryResource(accountState, code, origin)),
        ),
      );
    })
    .get(`${base}/Countries/:iso`, (c) => {
      const isoCode = c.req.param('iso');
      if (!isCountry(isoCode)) return toResponse(notFound(c.req.path));
      return toResponse({ status: 200, body: countryResource(accountState, isoCode, new URL(c.req.url).origin) });
    })
    .post(`${base}/BulkCountryUpdates`, async (c) => toResponse(updateCountries(accountState, await formOf(c))));
}
