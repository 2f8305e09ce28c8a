/** The table of contacts, ten rows at a time, filtered by the search field. */
import { contacts } from './contacts.js';
import { icon, make } from './make.js';
import { language, words } from './words.js';

const step = 10;

/** @param open called with the contact of a clicked name */
export function contactTable(open, search) {
  let shown = step;
  const count = make('span', { class: 'count' });
  const body = make('tbody');
  const more = make('button', { class: 'more', type: 'button', onclick: () => draw((shown += step)) }, words.loadMore);

  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const found = contacts.filter((contact) => `${contact.name[language]} ${contact.company[language]}`.toLowerCase().includes(wanted));
    const rows = found.slice(0, shown).map((contact) => row(contact, open));
    body.replaceChildren(...(rows.length ? rows : [make('tr', {}, make('td', { colspan: '6', class: 'quiet' }, words.noMatch))]));
    count.textContent = `${Math.min(shown, found.length)} ${words.of} ${found.length}`;
    more.hidden = shown >= found.length;
  }
  search.addEventListener('input', () => draw((shown = step)));
  draw();

  const heads = Object.values(words.columns).map((text) => make('th', { scope: 'col' }, text));
  return make(
    'section',
    { class: 'contacts' },
    make(
      'header',
      { class: 'bar' },
      make('h1', {}, words.contacts),
      count,
      make('span', { class: 'gap' }),
      make('button', { class: 'filter', type: 'button' }, words.owner, icon('down')),
      make('button', { class: 'filter', type: 'button' }, words.stage, icon('down')),
      make('button', { class: 'main', type: 'button' }, icon('plus'), words.newContact),
    ),
    make('table', {}, make('thead', {}, make('tr', {}, ...heads)), body),
    more,
  );
}

function row(contact, open) {
  const name = make('button', { class: 'name', type: 'button', onclick: () => open(contact) }, contact.name[language]);
  return make(
    'tr',
    { 'data-id': contact.id },
    make('td', {}, make('span', { class: 'avatar', 'aria-hidden': 'true' }, contact.initials[language]), name),
    make('td', { class: 'quiet' }, contact.company[language]),
    make('td', { class: 'phone' }, make('bdi', { dir: 'ltr' }, contact.phone[language])),
    make('td', {}, make('span', { class: 'stage' }, words.stages[contact.stage])),
    make('td', { class: 'quiet' }, contact.owner[language]),
    make('td', { class: 'quiet' }, contact.last[language]),
  );
}
