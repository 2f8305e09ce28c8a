/** The custom parameters of a call, with Twilio's limit on their size. */

/**
 * Twilio advises at most 800 bytes for all parameters together:
 * https://www.twilio.com/docs/voice/client/tutorials/how-to-share-information-between-your-applications
 */
const maxBytes = 800;

/**
 * Parses parameters in the form of a query. Above the limit, the value of the last parameter by name is cut, and nothing
 * reports it: https://github.com/twilio/twilio-client.js/issues/176 has a live value of 20 characters arrive as one. Which
 * parameter Twilio cuts is not documented; this order cuts `To`.
 */
export function parseCustomParameters(encoded: string): Record<string, string> {
  const parameters = Object.fromEntries(new URLSearchParams(encoded));
  const excess = Buffer.byteLength(encoded) - maxBytes;
  const last = Object.keys(parameters).toSorted().at(-1);
  if (excess <= 0 || last === undefined) return parameters;
  const value = parameters[last] ?? '';
  return { ...parameters, [last]: value.slice(0, Math.max(1, value.length - excess)) };
}
