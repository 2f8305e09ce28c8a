/** One contact in full: a `tel:` link, a number that can be edited in place, notes. */
import { notesOf } from './contacts.js';
import { icon, make } from './make.js';
import { language, words } from './words.js';

/** @param close called by the close button */
export function contactPanel(contact, close) {
  const notes = make('ul', { class: 'notes' }, ...notesOf(contact)[language].map((note) => make('li', {}, note)));
  return make(
    'aside',
    { class: 'panel', 'aria-label': contact.name[language] },
    make(
      'header',
      {},
      make('span', { class: 'avatar big', 'aria-hidden': 'true' }, contact.initials[language]),
      make('div', {}, make('h2', {}, contact.name[language]), make('p', { class: 'quiet' }, contact.company[language])),
      make('button', { class: 'plain', type: 'button', 'aria-label': words.close, onclick: close }, icon('close')),
    ),
    make(
      'dl',
      {},
      make('dt', {}, words.mobile),
      editable(contact),
      make('dt', {}, words.office),
      make('dd', {}, make('a', { href: telOf(contact.office) }, make('bdi', { dir: 'ltr' }, contact.office))),
      make('dt', {}, words.email),
      make('dd', {}, make('bdi', { dir: 'ltr' }, `${contact.id}@example.com`)),
    ),
    make('h3', {}, words.notes),
    notes,
    noteField(notes),
  );
}

/** A `tel:` URL: digits, a leading plus, an extension. */
function telOf(written) {
  const [number, ext] = written.split(/\s*ext\.\s*/);
  return `tel:${number.replace(/[^\d+\u0660-\u0669]/g, '')}${ext ? `;ext=${ext}` : ''}`;
}

function editable(contact) {
  const cell = make('dd', { class: 'editable' });
  const show = () =>
    cell.replaceChildren(
      make('bdi', { dir: 'ltr' }, contact.phone[language]),
      make('button', { class: 'link', type: 'button', onclick: edit }, words.edit),
    );
  function edit() {
    const field = make('input', { type: 'tel', dir: 'ltr', value: contact.phone[language], 'aria-label': words.mobile });
    const save = (event) => {
      event.preventDefault();
      contact.phone[language] = field.value;
      show();
    };
    cell.replaceChildren(make('form', { onsubmit: save }, field, make('button', { class: 'link', type: 'submit' }, words.save)));
    field.focus();
  }
  show();
  return cell;
}

function noteField(notes) {
  const field = make('div', {
    class: 'note',
    contenteditable: 'true',
    role: 'textbox',
    'aria-label': words.addNote,
    'data-hint': words.addNote,
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (field.textContent.trim()) notes.append(make('li', {}, field.textContent.trim()));
    field.textContent = '';
  });
  return field;
}
