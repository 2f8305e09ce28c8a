/** Every text of the admin page, English and Arabic. */
import type { ActionName } from '../agents/admin-store.ts';
import { arabic } from './page-texts-arabic.ts';
import { english } from './page-texts-english.ts';

export type { PageText } from './page-texts-english.ts';

export const pageTexts = { en: english, ar: arabic };

export const actionTexts: Record<'en' | 'ar', Record<ActionName, string>> = {
  en: {
    'agent-added': 'added the agent',
    'agent-removed': 'removed the agent',
    'browser-signed-out': 'signed out a browser of',
    'groups-changed': 'changed the ring groups of',
    'team-access-changed': 'changed who sees the team’s calls:',
    'pairing-link-made': 'made a pairing link for',
    'calls-stopped': 'stopped outgoing calls of',
    'calls-allowed': 'allowed outgoing calls of',
    'country-allowed': 'allowed the country',
    'country-closed': 'closed the country',
    'limit-changed': 'changed the limit',
    'limit-restored': 'restored the deployment’s limit',
    'cut-off': 'cut everything off',
    'account-mended': 'had the doctor mend',
    'admin-added': 'added the admin',
    'admin-revoked': 'revoked the admin',
    'signed-in': 'signed in',
  },
  ar: {
    'agent-added': 'أضاف الوكيل',
    'agent-removed': 'أزال الوكيل',
    'browser-signed-out': 'أخرج متصفحًا للوكيل',
    'groups-changed': 'غيّر مجموعات الرنين للوكيل',
    'team-access-changed': 'غيّر الاطلاع على مكالمات الفريق للوكيل',
    'pairing-link-made': 'أنشأ رابط اقتران للوكيل',
    'calls-stopped': 'أوقف المكالمات الصادرة',
    'calls-allowed': 'سمح بالمكالمات الصادرة',
    'country-allowed': 'سمح بالدولة',
    'country-closed': 'أغلق الدولة',
    'limit-changed': 'غيّر الحد',
    'limit-restored': 'أعاد حد الإعدادات',
    'cut-off': 'قطع كل شيء',
    'account-mended': 'أصلح بالفاحص',
    'admin-added': 'أضاف المسؤول',
    'admin-revoked': 'ألغى المسؤول',
    'signed-in': 'سجّل الدخول',
  },
};
