/** The frame of the demo CRM: top bar, navigation, and the view of the URL hash. */
import { activityFeed } from './activity-feed.js';
import { contactPanel } from './contact-panel.js';
import { contactTable } from './contact-table.js';
import { contacts } from './contacts.js';
import { icon, make } from './make.js';
import { language, words } from './words.js';

document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = words.brand;

const views = ['contacts', 'activity'];
const search = make('input', { type: 'search', placeholder: words.search, 'aria-label': words.search });
const main = make('main');
const aside = make('div', { class: 'aside' });
const links = views.map((view) => make('a', { href: `#${view}` }, icon(view), words[view]));

document.body.append(
  make(
    'header',
    { class: 'top' },
    make('a', { class: 'brand', href: '#contacts' }, make('span', { class: 'mark' }), words.brand),
    make('label', { class: 'search' }, icon('search'), search),
    make('button', { class: 'plain', type: 'button', 'aria-label': words.notifications }, icon('bell')),
    make('span', { class: 'avatar me' }, language === 'ar' ? 'ع ص' : 'OS'),
  ),
  make('nav', {}, ...links, make('a', { class: 'language', href: language === 'ar' ? '/' : '/ar' }, words.otherLanguage)),
  main,
  aside,
);

/** `#activity` is a view, `#contacts/noura` a view with a contact's panel beside it. */
function show() {
  const [view, id] = location.hash.slice(1).split('/');
  const name = views.includes(view) ? view : 'contacts';
  for (const link of links) link.toggleAttribute('aria-current', link.getAttribute('href') === `#${name}`);
  if (main.dataset.view !== name) main.replaceChildren(viewOf(name));
  main.dataset.view = name;
  const contact = contacts.find((one) => one.id === id);
  aside.replaceChildren(...(contact ? [contactPanel(contact, () => (location.hash = name))] : []));
}

function viewOf(name) {
  return name === 'activity' ? activityFeed() : contactTable((contact) => (location.hash = `contacts/${contact.id}`), search);
}

addEventListener('hashchange', show);
show();
