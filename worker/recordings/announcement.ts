/** Tells customers that the call may be recorded, before they are connected. Without recordings nothing is said. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { readParams } from '../call-log/call-report.ts';
import type { App } from '../http/bindings.ts';
import { requireSettings, settingsOf, type Settings } from '../http/settings.ts';
import { twimlResponse } from '../http/twiml-response.ts';
import { languageOfCaller, recordingPrompt, speechIn } from '../http/voice-prompts.ts';
import { sayAndContinue, type Prompt } from '../twilio/twiml.ts';

const isAnnounced = ({ values: { RECORDING = 'off', RECORDING_ANNOUNCEMENT = false } }: Settings) =>
  RECORDING !== 'off' && RECORDING_ANNOUNCEMENT;

/** In the language of the customer's country. @param number the customer's, E.164. */
export function recordingAnnouncement(settings: Settings, number: string | null): Prompt | undefined {
  if (!isAnnounced(settings)) return undefined;
  return recordingPrompt(speechIn(languageOfCaller(number, settings.values.CALLER_LANGUAGES), settings));
}

/** For a customer whom an agent calls. */
export function announcementUrl(settings: Settings): string | undefined {
  return isAnnounced(settings) ? `${requireSettings(settings, 'PUBLIC_URL').PUBLIC_URL}/api/calls/twiml/announcement` : undefined;
}

/** `POST /api/calls/twiml/announcement`: a customer whom an agent calls has picked up. */
export function announcementTwiml(c: Context<App>): Response {
  const { To = null } = readParams(z.object({ To: z.optional(z.string()) }), c.var.params);
  const settings = settingsOf(c.env);
  return twimlResponse(sayAndContinue(recordingPrompt(speechIn(languageOfCaller(To, settings.values.CALLER_LANGUAGES), settings))));
}
