/** The fallback URLs of the local account, hosted by the local Twilio as the setup has it on a real account. */
import type { TwilioLocal } from '../../twilio-local/main.ts';
import { fallbackFiles } from '../setup/fallback-files.ts';
import { hostFallback } from '../setup/host-fallback.ts';
import { twilioApi } from '../setup/twilio-api.ts';
import { demoCountries } from './demo-data.ts';
import type { FakeAccount } from './fake-account.ts';

type AppAndNumber = { application: { sid: string; voiceUrl: string }; number: { phoneNumber: string; voiceUrl: string } };

export async function addFallbackUrls(
  twilio: TwilioLocal,
  { accountSid, authToken }: FakeAccount,
  { application, number }: AppAndNumber,
): Promise<void> {
  const api = twilioApi({ accountSid, authToken, baseUrl: twilio.restUrl });
  const domain = await hostFallback(api, fallbackFiles(demoCountries.split(',')));
  const fallback = (file: string) => ({ voiceFallbackUrl: api.hostedUrl(domain, file), voiceFallbackMethod: 'GET' as const });
  twilio.setApplication({ ...application, ...fallback('/outgoing.xml') });
  twilio.setNumber({ ...number, ...fallback('/voicemail.xml') });
}
