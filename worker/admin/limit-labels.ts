/** The labels of the limits that an admin can change, with the values that each takes. */
import type { LimitName } from '../limits/changed-limits.ts';

export const limitLabels: Record<'en' | 'ar', Record<LimitName, string>> = {
  en: {
    MAX_SPEND_PER_DAY: 'Spend of all agents in a day, as 20 USD',
    MAX_SPEND_PER_AGENT_PER_DAY: 'Spend of one agent in a day, as 5 USD',
    MAX_TEAM_MINUTES_PER_DAY: 'Minutes of all agents in a day',
    MAX_MINUTES_PER_DAY: 'Minutes of one agent in a day',
    MAX_CALL_MINUTES: 'Longest call in minutes, 1 to 240',
    MAX_LIVE_CALLS_PER_AGENT: 'Calls of one agent at a time, 1 to 100',
    CALLS_PER_MINUTE: 'Calls that one agent may start in a minute',
    CALLS_PER_DAY: 'Calls that one agent may start in 24 hours',
    ALLOWED_COUNTRIES: 'Countries allowed, by two-letter codes, as SA,AE',
    ASK_FOR_NEW_COUNTRIES: 'The first call to a country waits for an admin',
    BRAKE_CALLS_PER_AGENT: 'Calls in 10 minutes that stop an agent, 0 for never',
    BRAKE_SHORT_CALLS_PER_AGENT: 'Short or unanswered calls in 10 minutes that stop an agent, 0 for never',
    BRAKE_CALLS: 'Calls in 10 minutes that stop everybody, 0 for never',
    BRAKE_SHORT_CALLS: 'Short or unanswered calls in 10 minutes that stop everybody, 0 for never',
    MAX_CALLS_PER_CALLER: "Calls of one caller in 10 minutes that ring agents' phones, 1 to 1000",
  },
  ar: {
    MAX_SPEND_PER_DAY: 'إنفاق كل الوكلاء في اليوم، مثل ‎20 USD‎',
    MAX_SPEND_PER_AGENT_PER_DAY: 'إنفاق الوكيل الواحد في اليوم، مثل ‎5 USD‎',
    MAX_TEAM_MINUTES_PER_DAY: 'دقائق كل الوكلاء في اليوم',
    MAX_MINUTES_PER_DAY: 'دقائق الوكيل الواحد في اليوم',
    MAX_CALL_MINUTES: 'أطول مكالمة بالدقائق، من 1 إلى 240',
    MAX_LIVE_CALLS_PER_AGENT: 'مكالمات الوكيل الواحد في آن، من 1 إلى 100',
    CALLS_PER_MINUTE: 'مكالمات يبدؤها الوكيل الواحد في الدقيقة',
    CALLS_PER_DAY: 'مكالمات يبدؤها الوكيل الواحد في 24 ساعة',
    ALLOWED_COUNTRIES: 'الدول المسموحة برموزها من حرفين، مثل ‎SA,AE‎',
    ASK_FOR_NEW_COUNTRIES: 'تنتظر أول مكالمة إلى أي دولة موافقة مسؤول',
    BRAKE_CALLS_PER_AGENT: 'مكالمات في 10 دقائق توقف الوكيل، و0 لعدم الإيقاف',
    BRAKE_SHORT_CALLS_PER_AGENT: 'مكالمات قصيرة أو بلا رد في 10 دقائق توقف الوكيل، و0 لعدم الإيقاف',
    BRAKE_CALLS: 'مكالمات في 10 دقائق توقف الجميع، و0 لعدم الإيقاف',
    BRAKE_SHORT_CALLS: 'مكالمات قصيرة أو بلا رد في 10 دقائق توقف الجميع، و0 لعدم الإيقاف',
    MAX_CALLS_PER_CALLER: 'مكالمات المتصل الواحد في 10 دقائق التي ترنّ على هواتف الوكلاء، من 1 إلى 1000',
  },
};
