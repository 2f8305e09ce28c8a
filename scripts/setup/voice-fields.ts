/** The fields of the TwiML App and of the number that lead calls to the deployment. */
import { webhookPaths } from '../../shared/webhook-paths.ts';
import type { AccountNumber, App } from './account.ts';

/** Names of Twilio's forms, with the value that each should have. */
export type VoiceForm = Record<string, string>;

const fieldOfForm = {
  VoiceUrl: 'voice_url',
  VoiceMethod: 'voice_method',
  VoiceFallbackUrl: 'voice_fallback_url',
  VoiceFallbackMethod: 'voice_fallback_method',
  StatusCallback: 'status_callback',
  StatusCallbackMethod: 'status_callback_method',
} as const;

/** Hosted files take GET alone. */
const fallback = (url: string) => ({ VoiceFallbackUrl: url, VoiceFallbackMethod: 'GET' });
const statusCallback = (publicUrl: string) => ({ StatusCallback: publicUrl + webhookPaths.status, StatusCallbackMethod: 'POST' });

export function appForm(publicUrl: string, fallbackUrl: string): VoiceForm {
  return { VoiceUrl: publicUrl + webhookPaths.outgoing, VoiceMethod: 'POST', ...fallback(fallbackUrl), ...statusCallback(publicUrl) };
}

/** An app of the number would take precedence over its URLs. */
export function numberForm(publicUrl: string, fallbackUrl: string): VoiceForm {
  const urls = { VoiceUrl: publicUrl + webhookPaths.incoming, VoiceMethod: 'POST', ...fallback(fallbackUrl), ...statusCallback(publicUrl) };
  return { ...urls, VoiceApplicationSid: '' };
}

/** What the resource has now, in the names of the form. */
export function currentForm(resource: App | AccountNumber): VoiceForm {
  const urls = Object.fromEntries(Object.entries(fieldOfForm).map(([name, field]) => [name, resource[field] ?? '']));
  return 'voice_application_sid' in resource ? { ...urls, VoiceApplicationSid: resource.voice_application_sid ?? '' } : urls;
}

export function differs(resource: App | AccountNumber, wanted: VoiceForm): boolean {
  const current = currentForm(resource);
  return Object.entries(wanted).some(([name, value]) => current[name] !== value);
}
