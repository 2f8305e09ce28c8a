/** Tells the name of a person or company from a label of the page. */

const maxLength = 60;
const maxWords = 6;

/** Words of labels, buttons and headings of CRMs. A text of nothing but these is no name. */
const labelWords = new Set(
  (
    'phone phones telephone tel mobile cell fax home work office direct main other primary secondary number numbers no call calls ' +
    'text sms email mail e-mail website web url address contact contacts customer customers client clients lead leads account ' +
    'accounts company companies person people user users owner agent agents team details detail information info overview profile ' +
    'summary record records name names full first last new edit add delete remove save cancel close open view more show all my the ' +
    'and of for to your us about actions action menu search results filter list table page next previous dashboard home settings ' +
    'reports activity activities notes note tasks task history status active inactive pending created updated date type avatar photo ' +
    'picture image logo icon whatsapp viber telegram ' +
    'الهاتف هاتف الجوال جوال رقم الرقم اتصال اتصل البريد العنوان العميل العملاء عميل جهات جهة الاتصال الاسم اسم تعديل حذف إضافة حفظ ' +
    'إلغاء عرض المزيد بحث التفاصيل تفاصيل معلومات الشركة السجل سجل القائمة الرئيسية ملاحظات الحالة ' +
    'telefon handy mobil kontakt kontakte kunde kunden name bearbeiten teléfono móvil contacto contactos cliente clientes nombre editar ' +
    'téléphone portable contact nom modifier client fixe telefone celular contato nome telefono cellulare contatto'
  ).split(' '),
);

export function isLikeName(text: string): boolean {
  if (text.length > maxLength || !/\p{L}{2}/u.test(text) || /[\p{Nd}@:?!/]/u.test(text)) return false;
  const words = text.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? [];
  return words.length <= maxWords && !words.every((word) => labelWords.has(word));
}

/** `text` as a name on one line; null where it does not look like one. */
export function nameFrom(text: string | null | undefined): string | null {
  const name = (text ?? '').replace(/\s+/g, ' ').trim();
  return isLikeName(name) ? name : null;
}
