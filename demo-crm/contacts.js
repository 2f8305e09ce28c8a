/** The contacts of the demo CRM: ten with a simulated phone, and 204 generated ones for a long list. */

const omar = { en: 'Omar Saleh', ar: 'عمر صالح' };
const reem = { en: 'Reem Nasser', ar: 'ريم ناصر' };
const november = (day) => ({ en: `${day} Nov`, ar: `${day} نوفمبر` });
const person = (id, initials, name, company, phone, stage, owner, last, office) => ({
  id,
  initials,
  name,
  company,
  phone,
  stage,
  owner,
  last,
  office,
});
const both = (text) => ({ en: text, ar: text });

const known = [
  person(
    'huda',
    { en: 'HO', ar: 'ه ع' },
    { en: 'Huda Al-Otaibi', ar: 'هدى العتيبي' },
    { en: 'Najd Medical', ar: 'نجد الطبية' },
    both('011 200 0120'),
    'qualified',
    omar,
    { en: 'Today, 09:12', ar: 'اليوم، 09:12' },
    '+966 11 200 0121',
  ),
  person(
    'noura',
    { en: 'NH', ar: 'ن ح' },
    { en: 'Noura Al-Harbi', ar: 'نورة الحربي' },
    { en: 'Rimal Trading', ar: 'رمال للتجارة' },
    { en: '055 501 0142', ar: '٠٥٥ ٥٠١ ٠١٤٢' },
    'proposal',
    omar,
    { en: 'Yesterday', ar: 'أمس' },
    '+966 11 200 0150 ext. 12',
  ),
  person(
    'khalid',
    { en: 'KM', ar: 'خ م' },
    { en: 'Khalid Mansour', ar: 'خالد منصور' },
    { en: 'Afaq Logistics', ar: 'آفاق اللوجستية' },
    both('+971 50 555 0119'),
    'negotiation',
    omar,
    november(18),
    '00971 4 555 0120',
  ),
  person(
    'emma',
    { en: 'EW', ar: 'إ و' },
    { en: 'Emma Whitfield', ar: 'إيما ويتفيلد' },
    { en: 'Northgate Foods', ar: 'نورثغيت للأغذية' },
    both('+44 20 7946 0142'),
    'qualified',
    reem,
    november(17),
    '+44 (0)20 7946 0143',
  ),
  person(
    'daniel',
    { en: 'DO', ar: 'د أ' },
    { en: 'Daniel Ortiz', ar: 'دانيال أورتيز' },
    { en: 'Brightline Labs', ar: 'مختبرات برايتلاين' },
    both('(415) 555-0132'),
    'new',
    omar,
    november(17),
    '+1 415-555-0133',
  ),
  person(
    'yousef',
    { en: 'YH', ar: 'ي ح' },
    { en: 'Yousef Haddad', ar: 'يوسف حداد' },
    { en: 'Petra Systems', ar: 'أنظمة البتراء' },
    both('+962 7 9000 1234'),
    'proposal',
    reem,
    november(16),
    '+962 6 500 1234',
  ),
  person(
    'layla',
    { en: 'LF', ar: 'ل ف' },
    { en: 'Layla Farouk', ar: 'ليلى فاروق' },
    { en: 'Nile Print House', ar: 'دار النيل للطباعة' },
    both('+20 10 00550147'),
    'new',
    omar,
    november(15),
    '+20 2 2735 0147',
  ),
  person(
    'hamad',
    { en: 'HK', ar: 'ح ك' },
    { en: 'Hamad Al-Kuwari', ar: 'حمد الكواري' },
    { en: 'Lusail Interiors', ar: 'لوسيل للتصميم' },
    both('+974 3300 1234'),
    'won',
    reem,
    november(12),
    '+974 4400 1234',
  ),
  person(
    'sami',
    { en: 'SI', ar: 'س إ' },
    { en: 'Sami Idris', ar: 'سامي إدريس' },
    { en: 'Jeddah Marine', ar: 'جدة البحرية' },
    both('012 200 0188'),
    'new',
    omar,
    november(11),
    '٠١٢ ٢٠٠ ٠١٨٩',
  ),
  person(
    'rania',
    { en: 'RA', ar: 'ر ع' },
    { en: 'Rania Aziz', ar: 'رانيا عزيز' },
    { en: 'Marsa Hotels', ar: 'فنادق المرسى' },
    both('+971 4 555 0119'),
    'qualified',
    reem,
    november(10),
    '+971 4 555 0190',
  ),
];

const firstNames = [
  ['Maha', 'مها'],
  ['Faisal', 'فيصل'],
  ['Dina', 'دينا'],
  ['Tariq', 'طارق'],
  ['Salma', 'سلمى'],
  ['Bader', 'بدر'],
  ['Hana', 'هناء'],
  ['Ziad', 'زياد'],
  ['Lina', 'لينا'],
  ['Majed', 'ماجد'],
  ['Aisha', 'عائشة'],
];
const familyNames = [
  ['Al-Qahtani', 'القحطاني'],
  ['Sabbagh', 'صباغ'],
  ['Al-Dosari', 'الدوسري'],
  ['Khoury', 'خوري'],
  ['Al-Mutairi', 'المطيري'],
  ['Barakat', 'بركات'],
  ['Al-Shehri', 'الشهري'],
];
const companies = [
  ['Tuwaiq Energy', 'طويق للطاقة'],
  ['Sahara Foods', 'صحارى للأغذية'],
  ['Coral Travel', 'مرجان للسفر'],
  ['Qimma Textiles', 'قمة للمنسوجات'],
  ['Noor Optics', 'نور للبصريات'],
];
const stages = ['new', 'qualified', 'proposal', 'negotiation', 'won'];
const toArabicDigits = (text) => text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[digit]);
const fromPair = ([en, ar]) => ({ en, ar });

/** Numbers in common notations: national, international, with 00, in Arabic-Indic digits. */
function phoneOf(index) {
  const last = String(200 + index).padStart(4, '0');
  const national = `05${index % 2 ? 5 : 0} 501 ${last}`;
  const ways = [
    both(national),
    { en: national, ar: toArabicDigits(national) },
    both(`+971 50 555 ${last}`),
    both(`00966 55 501 ${last}`),
    both(`+966-11-200-${last}`),
  ];
  return ways[index % ways.length];
}

function invented(index) {
  const first = firstNames[index % firstNames.length];
  const family = familyNames[index % familyNames.length];
  const initials = { en: first[0][0] + family[0].replace('Al-', '')[0], ar: `${first[1][0]} ${family[1].replace('ال', '')[0]}` };
  const name = { en: `${first[0]} ${family[0]}`, ar: `${first[1]} ${family[1]}` };
  const company = fromPair(companies[index % companies.length]);
  const owner = index % 3 ? omar : reem;
  return person(
    `c${index}`,
    initials,
    name,
    company,
    phoneOf(index),
    stages[index % stages.length],
    owner,
    november(1 + ((((60 - index) % 9) + 9) % 9)),
    `+966 11 200 ${String(300 + index).padStart(4, '0')}`,
  );
}

export const contacts = [...known, ...Array.from({ length: 204 }, (_, index) => invented(index + 1))];

/** Notes that mix phone numbers with false positives: dates, invoices, amounts, IBANs. */
export const notesOf = (contact) => ({
  en: [
    `Asked for a second quote by 24/11/2026. Invoice 2026-110-0142 is still open: SAR 12,500.00.`,
    `Best reached after 16:30 at ${contact.phone.en}; the office (${contact.office}) passes messages on.`,
    `Order 4471 0098 2231 shipped 18.11.2026, IBAN SA03 8000 0000 6080 1016 7519, ticket #300455501.`,
  ],
  ar: [
    `طلب عرض سعر ثانيًا قبل 24/11/2026. الفاتورة 2026-110-0142 ما زالت مفتوحة: 12,500.00 ر.س.`,
    `أفضل وقت بعد 16:30 على ${contact.phone.ar}، والمكتب (${contact.office}) ينقل الرسائل.`,
    `شُحن الطلب 4471 0098 2231 بتاريخ 18.11.2026، الآيبان SA03 8000 0000 6080 1016 7519، تذكرة #300455501.`,
  ],
});
