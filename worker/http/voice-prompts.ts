/** Every sentence that callers and agents hear on the phone, in English and Arabic. */
import type { languageSchema } from '../../shared/api.ts';
import { countryOf } from '../../shared/phone-number.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { ArabicVoice, Prompt } from '../twilio/twiml.ts';
import type { SettingValues } from './settings-schema.ts';
import type { Settings } from './settings.ts';
import type * as z from 'zod/mini';

export type Language = z.infer<typeof languageSchema>;
type Translations = Record<Language, string>;
/** The language that a person is spoken to in, and the voice that Arabic is spoken with. */
export type Speech = { language: Language; arabicVoice: ArabicVoice };

export function speechIn(language: Language, { values }: Settings): Speech {
  return { language, arabicVoice: values.ARABIC_VOICE ?? 'Polly.Hala-Neural' };
}

const promptOf = (text: string, { language, arabicVoice }: Speech): Prompt => ({
  text,
  arabicVoice: language === 'ar' ? arabicVoice : null,
});

/** A caller is asked to leave a message. */
export const voicemailPrompt = translated({
  en: 'Sorry, nobody can take your call right now. Please leave a message after the tone.',
  ar: 'عذرًا، لا يمكن لأحد الرد على مكالمتك الآن. يُرجى ترك رسالة بعد سماع الصافرة.',
});

/** A customer is told before they are connected, where the deployment records calls and announces it. */
export const recordingPrompt = translated({
  en: 'This call may be recorded.',
  ar: 'قد يجري تسجيل هذه المكالمة.',
});

/** An agent answers their own phone, which an incoming call rings. */
export const acceptPrompt = translated({
  en: 'A customer is calling. Press 1 to take the call.',
  ar: 'عميل يتصل الآن. اضغط واحد للرد على المكالمة.',
});

/** An agent answers their own phone, which then calls the customer. */
export const connectPrompt = translated({
  en: 'This is Hatif, with your call. Press 1 to go on.',
  ar: 'هنا هاتف، ومعك مكالمتك. اضغط واحد للمتابعة.',
});

/** The test call of the check-up: long enough to measure the way of the sound. */
export const testCallPrompt = translated({
  en: 'This is the test call of Hatif. If you hear this, sound reaches you. The call ends by itself.',
  ar: 'هذه مكالمة الاختبار من تطبيق هاتف. إن سمعت هذا فالصوت يصل إليك. تنتهي المكالمة وحدها.',
});

const cannotCall: Translations = { en: 'This call cannot be made.', ar: 'لا يمكن إجراء هذه المكالمة.' };
export const cannotCallPrompt = translated(cannotCall);

/** The code that confirms a phone as an agent's own, digit by digit. */
export function phoneCodePrompt(code: string, speech: Speech): Prompt {
  const prompts: Translations = {
    en: `This is Hatif. Your code is: ${code.split('').join(', ')}.`,
    ar: `هنا هاتف. رمزك هو: ${code.split('').join('، ')}.`,
  };
  return promptOf(prompts[speech.language], speech);
}

/** `{country}` and `{limit}` are replaced. */
const refusals: Partial<Record<ProblemCode, Translations>> = {
  'agent-unknown': {
    en: 'This browser is no longer connected to Hatif. Ask your admin for a new pairing link.',
    ar: 'لم يعد هذا المتصفح مرتبطًا بتطبيق هاتف. اطلب من المسؤول رابط ربط جديدًا.',
  },
  'number-unreadable': { en: 'This is not a phone number. Check it and call again.', ar: 'هذا ليس رقم هاتف. تحقّق منه ثم اتصل مجددًا.' },
  'number-too-short': { en: 'This number is too short. Add the missing digits.', ar: 'هذا الرقم أقصر من اللازم. أكمل الأرقام الناقصة.' },
  'number-too-long': { en: 'This number is too long. Remove the extra digits.', ar: 'هذا الرقم أطول من اللازم. احذف الأرقام الزائدة.' },
  'number-not-callable': {
    en: 'Service and emergency numbers cannot be called from here.',
    ar: 'لا يمكن الاتصال بأرقام الخدمات والطوارئ من هنا.',
  },
  'number-premium': {
    en: 'Premium, personal and pager numbers are turned off.',
    ar: 'الاتصال بالأرقام ذات التعرفة الخاصة والأرقام الشخصية وأرقام النداء غير مسموح.',
  },
  'number-unknown': {
    en: 'As far as Hatif knows, this is no phone number, and such numbers are turned off.',
    ar: 'بحسب ما يعرفه تطبيق هاتف، ليس هذا رقم هاتف، والاتصال بمثله غير مسموح.',
  },
  'number-own': { en: 'This is your own number.', ar: 'هذا رقمك أنت.' },
  'country-not-allowed': {
    en: 'Calls to {country} are turned off. Ask your admin to add it.',
    ar: 'الاتصال بهذه الدولة غير مسموح: {country}. اطلب من المسؤول إضافتها.',
  },
  'too-many-calls': {
    en: 'You have reached the limit of {limit} calls. Wait a little, then call again.',
    ar: 'بلغت الحد الأقصى للمكالمات وهو {limit}. انتظر قليلًا ثم اتصل مجددًا.',
  },
  'too-many-live-calls': {
    en: 'You may have {limit} calls at a time. End a call, then call again.',
    ar: 'الحد الأقصى لمكالماتك في وقت واحد هو {limit}. أنهِ مكالمة ثم اتصل مجددًا.',
  },
  'agent-minutes-used-up': {
    en: 'You have talked {limit} minutes today, and this is the limit. Call again tomorrow.',
    ar: 'بلغت الحد اليومي لمكالماتك بالدقائق وهو {limit}. اتصل غدًا.',
  },
  'team-minutes-used-up': {
    en: 'Your team has talked {limit} minutes today, and this is the limit. Tell your admin.',
    ar: 'بلغ فريقك الحد اليومي للمكالمات بالدقائق وهو {limit}. أبلغ المسؤول.',
  },
  'agent-spend-used-up': {
    en: 'You have reached the limit of {limit} for calls today. Call again tomorrow.',
    ar: 'بلغت حد تكلفة مكالماتك لهذا اليوم وهو {limit}. اتصل غدًا.',
  },
  'team-spend-used-up': {
    en: 'Your team has reached the limit of {limit} for calls today. Tell your admin.',
    ar: 'بلغ فريقك حد تكلفة المكالمات لهذا اليوم وهو {limit}. أبلغ المسؤول.',
  },
  'country-not-approved': {
    en: 'This is the first call to {country}. Your admin has to allow it.',
    ar: 'هذه أول مكالمة إلى هذه الدولة: {country}. يجب أن يسمح بها المسؤول.',
  },
  'agent-stopped': {
    en: 'Your outgoing calls are stopped. Ask your admin to let you call again.',
    ar: 'أُوقفت مكالماتك الصادرة. اطلب من المسؤول السماح لك بالاتصال مجددًا.',
  },
  'calls-stopped': {
    en: 'All outgoing calls are stopped. Tell your admin.',
    ar: 'أُوقفت كل المكالمات الصادرة. أبلغ المسؤول.',
  },
  'settings-missing': { en: 'Hatif is not fully set up. Tell your admin.', ar: 'لم يكتمل إعداد تطبيق هاتف. أبلغ المسؤول.' },
  'settings-malformed': { en: 'A setting of Hatif is wrong. Tell your admin.', ar: 'أحد إعدادات تطبيق هاتف غير صحيح. أبلغ المسؤول.' },
};
const unnamedCountry: Translations = { en: 'this destination', ar: 'هذه الوجهة' };

/** Why the call of an agent's browser is not dialled. */
export function refusalPrompt({ code, details = {} }: Problem, speech: Speech): Prompt {
  const text = (refusals[code] ?? cannotCall)[speech.language]
    .replace('{country}', countryName(details['country'], speech.language))
    .replace('{limit}', details['limit'] ?? '');
  return promptOf(text, speech);
}

/** The language that the settings name for callers of that country; English by default. */
export function languageOfCaller(from: string | null, languages: SettingValues['CALLER_LANGUAGES'] = new Map()): Language {
  const country = from === null ? null : countryOf(from);
  return (country && languages.get(country)) ?? languages.get('*') ?? 'en';
}

function translated(texts: Translations): (speech: Speech) => Prompt {
  return (speech) => promptOf(texts[speech.language], speech);
}

function countryName(code: string | undefined, language: Language): string {
  return (code && new Intl.DisplayNames([language], { type: 'region' }).of(code)) || unnamedCountry[language];
}
