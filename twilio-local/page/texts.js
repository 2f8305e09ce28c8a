/** Every text of the page, in English and Arabic. */

const requestedLanguage = new URLSearchParams(location.search).get('lang') ?? navigator.language;
export const language = requestedLanguage.startsWith('ar') ? 'ar' : 'en';

const english = {
  product: 'Simulated phones',
  tabPhones: 'Phones',
  tabEvents: 'Messages and events',
  tabCrm: 'Sample CRM',
  tabGuide: 'First steps',
  free: 'No real calls. Nothing is charged.',
  intro: 'Click a number in the sample CRM and watch it ring here. Or call the sales team from any phone below.',
  add: 'Add a phone',
  addName: 'Name',
  addNumber: 'Number, with + and country code',
  addDone: 'Add',
  openCrm: 'Open sample CRM',
  guide: 'First steps with Hatif',
  guideTitle: 'Your first call takes a minute',
  guideIntro: 'Everything runs on this machine: a demo CRM, simulated phones, and a local Twilio between them.',
  guidePin: 'Hatif’s icon stands behind the puzzle piece in Chrome’s toolbar. Pin it: it shows who rings and what you missed.',
  openPhones: 'Open the simulated phones',
  stepDone: 'Done',
  'step-call': 'Call someone',
  'how-call': 'Click any underlined number in the sample CRM, then Call.',
  'step-answer': 'Answer as the customer',
  'how-answer': 'A phone rings on the page of simulated phones: press Answer there, and talk.',
  'step-incoming': 'Be called',
  'how-incoming': 'Press “Call the sales team” on a simulated phone, then Answer on the card that opens.',
  'step-ownPhone': 'Use your own phone',
  'how-ownPhone': 'Choose “My phone” on the card before you call: your own phone rings first.',
  eventsTitle: 'What happened',
  eventsIntro: 'Newest first. Requests to your backend stand here with the answers they got.',
  connectionLost: 'The local Twilio does not answer. It may have been stopped.',
  idle: 'Idle',
  ringing: 'Ringing',
  calling: 'Calling',
  'in-call': 'In call',
  dead: 'Not in service',
  answer: 'Answer',
  decline: 'Decline',
  hangUp: 'Hang up',
  keys: 'Keys',
  callLine: 'Call the sales team',
  whenCalled: 'When called',
  'when-manual': 'Rings',
  'when-yes': 'Answers after 3 s',
  'when-busy': 'Busy',
  'when-no': 'No answer',
  'when-reject': 'Declines',
  'when-voicemail': 'Goes to voicemail',
  'when-invalid': 'Fails',
  'idle-manual': 'Rings until you answer it here.',
  'idle-yes': 'Answers by itself and speaks the sample voice.',
  'idle-busy': 'Always sounds busy, to show what an agent sees.',
  'idle-no': 'Never answers. The caller gives up.',
  'idle-reject': 'Declines every call, as a person who is in a meeting.',
  'idle-voicemail': 'A machine answers, greets and listens.',
  'idle-invalid': 'Fails the way a dead number does. Agents see a Problem.',
  missed: 'The last call was not answered.',
};

const arabic = {
  product: 'الهواتف المحاكاة',
  tabPhones: 'الهواتف',
  tabEvents: 'الرسائل والأحداث',
  tabCrm: 'نظام CRM تجريبي',
  tabGuide: 'الخطوات الأولى',
  free: 'لا مكالمات حقيقية ولا رسوم.',
  intro: 'انقر رقمًا في نظام CRM التجريبي وشاهده يرنّ هنا، أو اتصل بفريق المبيعات من أي هاتف أدناه.',
  add: 'إضافة هاتف',
  addName: 'الاسم',
  addNumber: 'الرقم مع + ورمز الدولة',
  addDone: 'إضافة',
  openCrm: 'فتح CRM التجريبي',
  guide: 'الخطوات الأولى مع هاتف',
  guideTitle: 'مكالمتك الأولى في دقيقة',
  guideIntro: 'كل شيء يعمل على هذا الجهاز: نظام CRM تجريبي وهواتف محاكاة وTwilio محلي بينهما.',
  guidePin: 'أيقونة تطبيق هاتف خلف قطعة الأحجية في شريط أدوات Chrome. ثبّتها لترى من يتصل وما فاتك.',
  openPhones: 'فتح الهواتف المحاكاة',
  stepDone: 'تم',
  'step-call': 'اتصل بشخص',
  'how-call': 'انقر أي رقم تحته خط في نظام CRM التجريبي، ثم «اتصال».',
  'step-answer': 'رد بصفتك العميل',
  'how-answer': 'يرنّ هاتف في صفحة الهواتف المحاكاة: اضغط «رد» هناك وتحدث.',
  'step-incoming': 'استقبل مكالمة',
  'how-incoming': 'اضغط «اتصل بفريق المبيعات» على هاتف محاكى، ثم «رد» على البطاقة التي تظهر.',
  'step-ownPhone': 'استخدم هاتفك',
  'how-ownPhone': 'اختر «هاتفي» على البطاقة قبل الاتصال: يرنّ هاتفك أولًا.',
  eventsTitle: 'ما حدث',
  eventsIntro: 'الأحدث أولًا. تظهر هنا الطلبات المرسلة إلى خادمك مع ردودها.',
  connectionLost: 'لا يستجيب Twilio المحلي. ربما أُوقف.',
  idle: 'متاح',
  ringing: 'يرنّ',
  calling: 'يتصل',
  'in-call': 'في مكالمة',
  dead: 'خارج الخدمة',
  answer: 'رد',
  decline: 'رفض',
  hangUp: 'إنهاء',
  keys: 'الأرقام',
  callLine: 'اتصل بفريق المبيعات',
  whenCalled: 'عند الاتصال به',
  'when-manual': 'يرنّ',
  'when-yes': 'يرد بعد 3 ث',
  'when-busy': 'مشغول',
  'when-no': 'لا يرد',
  'when-reject': 'يرفض',
  'when-voicemail': 'يحوّل للبريد الصوتي',
  'when-invalid': 'يفشل',
  'idle-manual': 'يرنّ حتى ترد عليه هنا.',
  'idle-yes': 'يرد تلقائيًا ويتحدث بالصوت النموذجي.',
  'idle-busy': 'مشغول دائمًا، ليرى الوكيل ما يظهر له.',
  'idle-no': 'لا يرد أبدًا، فينهي المتصل المكالمة.',
  'idle-reject': 'يرفض كل مكالمة، كمن هو في اجتماع.',
  'idle-voicemail': 'يرد جهاز تسجيل ويرحّب ثم يستمع.',
  'idle-invalid': 'يفشل كرقم ملغى. يرى الوكلاء مشكلة.',
  missed: 'لم يُرد على آخر مكالمة.',
};

const sentences = {
  en: {
    title: (count) => (count === 1 ? 'One phone you can answer' : `${numberWord(count)} phones you can answer`),
    ringingTitle: (name) => `☎ ${name} is ringing`,
    browser: 'your browser',
    rings: (other) => `${other} is calling.`,
    ringsFirst: () => 'Hatif is calling you first. Answer, then press 1.',
    calls: (other) => `Calling ${other}.`,
    talks: (other, voice) => `Talking with ${other}. ${voice}`,
    last: (time) => `Last call: ${time}.`,
    lastMessage: (time) => `Last call: voicemail left, ${time}.`,
    person: 'Your microphone is on.',
    voice: 'Speaking the sample voice.',
    tone: 'Playing a tone.',
    echo: 'Saying back what it hears.',
    silence: 'Saying nothing.',
    machine: 'The machine is listening.',
    speech: (said) => `A voice said: “${said}”`,
  },
  ar: {
    title: (count) => arabicTitle(count),
    ringingTitle: (name) => `☎ ${name}: رنين`,
    browser: 'متصفحك',
    rings: (other) => `${other} يتصل.`,
    ringsFirst: () => 'يتصل بك تطبيق هاتف أولًا. رد ثم اضغط 1.',
    calls: (other) => `يتصل بالرقم ${other}.`,
    talks: (other, voice) => `يتحدث مع ${other}. ${voice}`,
    last: (time) => `آخر مكالمة: ${time}.`,
    lastMessage: (time) => `آخر مكالمة: ترك رسالة صوتية، ${time}.`,
    person: 'الميكروفون يعمل.',
    voice: 'يُشغّل صوتًا نموذجيًا.',
    tone: 'يُشغّل نغمة.',
    echo: 'يردّد ما يسمعه.',
    silence: 'صامت.',
    machine: 'جهاز التسجيل يستمع.',
    speech: (said) => `قال صوت: «${said}»`,
  },
};

function numberWord(count) {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
  return words[count] ?? String(count);
}

function arabicTitle(count) {
  const words = ['', '', '', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'];
  if (count === 0) return 'لا هواتف بعد';
  if (count === 1) return 'هاتف واحد يمكنك الرد منه';
  if (count === 2) return 'هاتفان يمكنك الرد منهما';
  return count <= 10 ? `${words[count]} هواتف يمكنك الرد منها` : `${count} هاتفًا يمكنك الرد منها`;
}

const table = language === 'ar' ? arabic : english;
export const text = (key) => table[key] ?? key;
export const sentence = sentences[language];

/** Sets the language of the document, and fills the elements that name a text. */
export function showTexts() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text(each.dataset.text);
}
