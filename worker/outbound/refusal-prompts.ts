/** What the agent hears when a call is not dialled, in their language. */
import type { Problem, ProblemCode } from '../../shared/problem.ts';

type Language = 'en' | 'ar';
type Words = Record<Language, string>;

/** `{country}` and `{limit}` are filled in. */
const words: Partial<Record<ProblemCode, Words>> = {
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
  'number-premium': { en: 'Premium rate numbers are turned off.', ar: 'الاتصال بالأرقام ذات التعرفة الخاصة غير مسموح.' },
  'number-own': { en: 'This is your own number.', ar: 'هذا رقمك أنت.' },
  'country-not-allowed': {
    en: 'Calls to {country} are turned off. Ask your admin to add it.',
    ar: 'الاتصال بهذه الدولة غير مسموح: {country}. اطلب من المسؤول إضافتها.',
  },
  'too-many-calls': {
    en: 'You have reached the limit of {limit} calls. Wait a little, then call again.',
    ar: 'بلغت الحد الأقصى للمكالمات وهو {limit}. انتظر قليلًا ثم اتصل مجددًا.',
  },
  'settings-missing': { en: 'Hatif is not fully set up. Tell your admin.', ar: 'لم يكتمل إعداد تطبيق هاتف. أبلغ المسؤول.' },
  'settings-malformed': { en: 'A setting of Hatif is wrong. Tell your admin.', ar: 'أحد إعدادات تطبيق هاتف غير صحيح. أبلغ المسؤول.' },
};
const anythingElse: Words = { en: 'This call cannot be made.', ar: 'لا يمكن إجراء هذه المكالمة.' };
const noCountry: Words = { en: 'this destination', ar: 'هذه الوجهة' };

export function sayRefusal({ code, details = {} }: Problem, language: Language): string {
  return (words[code] ?? anythingElse)[language]
    .replace('{country}', countryName(details['country'], language))
    .replace('{limit}', details['limit'] ?? '');
}

function countryName(code: string | undefined, language: Language): string {
  return (code && new Intl.DisplayNames([language], { type: 'region' }).of(code)) || noCountry[language];
}
