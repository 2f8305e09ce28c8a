/** What the words before a run of digits say it is: a phone number, something else, or nothing. */

export type Label = 'phone' | 'other' | null;

const phoneWords = words(`
  phone phones telephone tel tele telefon telefono téléphone mobile mob cell cellphone cellular call calls calling dial ring
  fax whatsapp whats sms text viber telegram signal hotline helpline landline switchboard direct ph handset contact reach
  هاتف الهاتف هاتفي تلفون التلفون تليفون التليفون جوال الجوال جواله جوالي موبايل الموبايل محمول المحمول خلوي الخلوي نقال النقال
  اتصل اتصلوا اتصال الاتصال للاتصال بالاتصال تواصل التواصل للتواصل واتساب الواتساب واتس واتسآب واتسب فاكس الفاكس ارضي الارضي مباشر
`);

const otherWords = words(`
  invoice invoices inv bill order orders ord ticket tickets tkt case account accounts acct acc iban ref reference references
  tracking track shipment parcel awb waybill consignment serial sn sku isbn issn ean upc gtin barcode asin vat tax tin trn ein
  ssn nin cr id ids uid uuid guid iqama passport license licence permit policy contract po quote quotation receipt transaction
  transactions txn trx trans payment remittance booking reservation confirmation pnr membership patient mrn claim lot batch model part
  imei imsi iccid meter mac version build revision bug issue job record row zip postal postcode box swift bic routing card code pin otp
  timestamp epoch unix total amount price balance cost sum qty quantity population views followers subscribers size duration
  score weight npi conf a/c s/n p/n vin plate chassis engine registration docket file folio voucher coupon cheque check deal lead opportunity
  فاتورة الفاتورة فواتير الفواتير طلب الطلب طلبية الطلبية طلبات حساب الحساب حسابي حسابك ايبان الايبان تذكرة التذكرة مرجع المرجع مرجعي المرجعي
  شحنة الشحنة شحن الشحن تتبع التتبع بوليصة البوليصة سجل السجل هوية الهوية هويه الهويه اقامة الاقامة اقامه الاقامه جواز الجواز رخصة الرخصة
  ضريبي الضريبي ضريبة الضريبة ضريبيه عقد العقد حجز الحجز معاملة المعاملة عملية العملية عضوية العضوية ملف الملف بطاقة البطاقة ايصال الايصال سند
  السند تسلسلي التسلسلي رمز الرمز كود الكود بريد البريد صندوق الصندوق مبلغ المبلغ قيمة القيمة اجمالي الاجمالي مجموع المجموع سعر السعر كمية الكمية
  رصيد الرصيد شيك الشيك عداد العداد باركود الباركود امر تحويلات حوالة الحوالة دفعة الدفعة لوحة اللوحة منتج المنتج رخصه فاتوره الفاتوره تذكره التذكره
  شحنه الشحنه بطاقه البطاقه معامله المعامله عمليه العمليه بوليصه
`);

/** Say nothing and stand between a label and its number. */
const fillers = words(`
  no nr num number numbers nos n is was are the a an of for your my our his her their this that new old main and or primary
  رقم الرقم رقمه رقمها رقمك رقمي ارقام هو هي هذا هذه الخاص الخاصة و او على علي
`);

/** Words that count as a label of the other kind only with `no`, `id`, `code` or `#` after them. */
const holders = words(
  `customer client employee user agent vendor supplier student staff member company product item عميل العميل موظف الموظف طالب الطالب`,
);
const numbering = words(`no nr num number id code رقم`);
/** End the label: what comes before them is about something else, or names who answers (`account manager 055…`). */
const stops = words(`
  at on to via by from in with manager executive desk office support team department dept owner rep representative center centre service
  services officer specialist director assistant handler line
  مدير المدير مديرة مسؤول مسؤولة المسؤول مندوب المندوب موظفة خدمة الخدمة دعم الدعم قسم القسم مكتب المكتب فريق مع من الى
`);

const reach = 64;
const strangersAllowed = 2;

/**
 * What the text right before `start` says the digits there are. Only the same sentence counts, and the nearest word that
 * says anything decides. `folded` is folded text.
 */
export function labelBefore(folded: string, start: number): Label {
  const before = folded.slice(Math.max(0, start - reach), start);
  const label = before.slice(lastBorder(before));
  const found = [...label.matchAll(/[\p{L}\p{M}]+(?:[/'’][\p{L}]+)*/gu)].map(([word]) => plain(word));
  if (start > reach && label === before) found.shift();
  let strangers = 0;
  for (let i = found.length - 1; i >= 0; i--) {
    const word = found[i]!;
    if (phoneWords.has(word)) return 'phone';
    if (otherWords.has(word) && !(word === 'case' && found[i - 1] === 'in')) return 'other';
    if (holders.has(word)) return isNumbered(found, i, label) ? 'other' : null;
    if (stops.has(word)) return null;
    if (!fillers.has(word) && ++strangers > strangersAllowed) return null;
  }
  return null;
}

/** `Customer no. 12…`, `رقم العميل 12…`, `Customer #12…`, but not `Customer: 055…`. */
function isNumbered(found: string[], holder: number, label: string): boolean {
  return found.slice(holder + 1).some((word) => numbering.has(word)) || /#\s*$/.test(label);
}

/** Where the label can begin: after the last end of a sentence, line, cell, bracket or digit. */
function lastBorder(before: string): number {
  let border = 0;
  // A dot ends a sentence only where it does not end `no.`, `tel.` or one letter of `P.O.`.
  const borders =
    /[\n\r\t!?;|•·،؛,)\]}"«»<>]|[0-9]|(?<!(?:^|[^\p{L}])(?:\p{L}|no|nr|num|ref|inv|acct|acc|tel|mob|ph|ext|ord|tkt))\.(?=\s|$)|\s[-–—]\s/giu;
  for (const found of before.matchAll(borders)) border = found.index + found[0].length;
  return border;
}

/** Without case, vowel marks and the many shapes of alef. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا');
}

function words(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/).map(plain));
}
