/** The account of Twilio's REST API, from the settings. */
import type { Bindings } from './bindings.ts';
import { requireSettings, settingsOf } from './settings.ts';
import type { RestAccount } from '../twilio/rest.ts';

/** @throws {ProblemError} when one of its settings is missing or malformed. */
export function restAccount(env: Bindings): RestAccount {
  const needed = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_API_BASE_URL'] as const;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = requireSettings(settingsOf(env), ...needed);
  return { accountSid: TWILIO_ACCOUNT_SID, authToken: TWILIO_AUTH_TOKEN, baseUrl: TWILIO_API_BASE_URL };
}
