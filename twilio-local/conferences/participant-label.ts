/** The label of a participant: https://www.twilio.com/docs/api/errors/16023 */

/** At most 128 characters, no slash, and not of the form of a CallSid. */
export const isLabel = (text: string) => text !== '' && text.length <= 128 && !/\/|%2F/i.test(text) && !/^CA[0-9a-f]{32}$/.test(text);
