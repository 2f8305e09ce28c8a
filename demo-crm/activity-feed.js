/** A live list of activities, newest first: it gets a new row every three seconds. */
import { contacts } from './contacts.js';
import { make } from './make.js';
import { language, words } from './words.js';

const everyMs = 3000;
const longest = 30;
const sentences = {
  en: [
    (who, phone) => `Missed call from ${who}, ${phone}`,
    (who, phone) => `${who} asked to be called back on ${phone}`,
    (who) => `Quote 2026-0450-118 sent to ${who}`,
  ],
  ar: [
    (who, phone) => `مكالمة فائتة من ${who}، ${phone}`,
    (who, phone) => `${who} يطلب معاودة الاتصال على ${phone}`,
    (who) => `أُرسل عرض السعر 2026-0450-118 إلى ${who}`,
  ],
};

export function activityFeed() {
  const list = make('ol', { class: 'feed', reversed: true });
  let next = 0;
  function add() {
    const contact = contacts[next % 24];
    const say = sentences[language][next % 3];
    list.prepend(
      make(
        'li',
        {},
        make('time', {}, new Date().toLocaleTimeString(language === 'ar' ? 'ar-u-nu-latn' : 'en-GB')),
        say(contact.name[language], contact.phone[language]),
      ),
    );
    next += 1;
    if (list.children.length > longest) list.lastElementChild.remove();
  }
  for (let row = 0; row < 8; row += 1) add();
  // Stops once the view is removed.
  const timer = setInterval(() => (list.isConnected ? add() : clearInterval(timer)), everyMs);
  return make(
    'section',
    {},
    make('header', { class: 'bar' }, make('h1', {}, words.activity), make('span', { class: 'count' }, words.live)),
    list,
  );
}
