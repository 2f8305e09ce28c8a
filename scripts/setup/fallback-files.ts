/**
 * The TwiML that Twilio itself hosts for the fallback URLs, which it asks while the backend is down. A recording of such a
 * call stays at Twilio, in the Console under Monitor > Logs > Call recordings. See docs/decisions/0040.
 */
import { createHash } from 'node:crypto';

export type FallbackFile = { path: string; content: string };

const arabicCountries = new Set('AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE'.split(' '));
const maxMessageSeconds = 180;
const english = (text: string) => `<Say language="en-US">${text}</Say>`;
const arabic = (text: string) => `<Say language="ar-AE" voice="Polly.Hala-Neural">${text}</Say>`;

const document = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>\n`;

/** @param countries of the deployment: callers of Arab countries hear Arabic first. */
export function fallbackFiles(countries: readonly string[]): FallbackFile[] {
  const withArabic = countries.some((country) => arabicCountries.has(country));
  const spoken = (en: string, ar: string) => (withArabic ? arabic(ar) : '') + english(en);
  const message = spoken(
    'We cannot take your call at the moment. Please leave a message after the tone.',
    'لا يمكننا الرد على مكالمتكم الآن. يرجى ترك رسالة بعد الصافرة.',
  );
  const record = `<Record maxLength="${maxMessageSeconds}" timeout="8" playBeep="true" finishOnKey="#" method="GET" action="saved.xml"/>`;
  const outgoing = spoken('The call was not placed, because the Hatif backend does not answer.', 'لم تُجرَ المكالمة، لأن خادم هاتف لا يستجيب.');
  return [
    { path: '/voicemail.xml', content: document(`${message}${record}<Hangup/>`) },
    { path: '/saved.xml', content: document('<Hangup/>') },
    { path: '/outgoing.xml', content: document(`${outgoing}<Hangup/>`) },
  ];
}

/** Changes with the content: a hosted environment of this name serves exactly these files. */
export function fallbackVersion(files: readonly FallbackFile[]): string {
  return `h${createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8)}`;
}
