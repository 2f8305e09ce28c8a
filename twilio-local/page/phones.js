/** The page of simulated phones: shows the state, and lets a person be the customer. */
import { acts, createCard, nameOf } from './card.js';
import { control } from './control.js';
import { icon } from './dom.js';
import { createHappenings } from './event-list.js';
import { language, sentence, text } from './texts.js';
import { leaveVoice } from './voice.js';

const find = (selector) => document.querySelector(selector);
const grid = find('.grid');
const cards = new Map();
let phones = [];

function say(words) {
  find('#said').textContent = words;
}

function addCard(number) {
  const card = createCard(number, say);
  cards.set(number, card);
  grid.append(card.element);
  if (cards.size === 1) card.element.tabIndex = 0;
  return card;
}

function announce(before, after) {
  for (const phone of after) {
    const was = before.find(({ number }) => number === phone.number);
    if (was && was.status === phone.status) continue;
    if (phone.status === 'ringing') say(`${nameOf(phone)}: ${text('ringing')}`);
    if (was && phone.status === 'idle') leaveVoice(phone.number);
  }
}

function draw() {
  for (const phone of phones) (cards.get(phone.number) ?? addCard(phone.number)).show(phone);
  find('h1').textContent = sentence.title(phones.length);
}

async function refresh() {
  const state = await control.state();
  announce(phones, state.phones);
  phones = state.phones;
  for (const link of document.querySelectorAll('.crm')) {
    link.hidden = !state.crmUrl;
    link.href = state.crmUrl ?? '';
  }
  draw();
}

let due = false;

/** Many events come at once; one look at the state serves them all. */
function refreshSoon() {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    refresh().catch(() => undefined);
  }, 50);
}

function moveFocus(from, key) {
  const all = [...cards.values()].map(({ element }) => element);
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
  const along = language === 'ar' ? -1 : 1;
  const steps = { ArrowRight: along, ArrowLeft: -along, ArrowDown: columns, ArrowUp: -columns };
  const to = all[all.indexOf(from) + steps[key]];
  if (!to) return;
  for (const each of all) each.tabIndex = each === to ? 0 : -1;
  to.focus();
}

/** Keys work on the phone that has the focus itself, so that its buttons and lists keep theirs. */
function onKey(event) {
  const card = event.target;
  if (!card.classList.contains('phone') || event.ctrlKey || event.metaKey || event.altKey) return;
  const { number } = card.dataset;
  const key = event.key.toUpperCase();
  const act = key === 'A' ? acts.answer : key === 'D' ? acts.hangUp : undefined;
  if (event.key.startsWith('Arrow')) moveFocus(card, event.key);
  else if (act) act(number).catch((error) => say(error.message));
  else if (/^[\d*#]$/.test(event.key)) acts.keys(number, event.key).catch((error) => say(error.message));
  else return;
  event.preventDefault();
}

function choose(tab) {
  for (const each of document.querySelectorAll('[role=tab]')) {
    const chosen = each === tab;
    each.setAttribute('aria-selected', String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    find(`#${each.getAttribute('aria-controls')}`).hidden = !chosen;
  }
}

function setUpTabs() {
  const tabs = [...document.querySelectorAll('[role=tab]')];
  for (const tab of tabs) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      const other = tabs.find((each) => each !== tab);
      choose(other);
      other.focus();
    });
  }
}

function setUpAdding() {
  const form = find('#adding');
  find('#add').addEventListener('click', ({ currentTarget }) => {
    form.hidden = !form.hidden;
    currentTarget.setAttribute('aria-expanded', String(!form.hidden));
    if (!form.hidden) form.elements.name.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void addPhone(form);
  });
}

async function addPhone(form) {
  const { name, number } = form.elements;
  const problem = form.querySelector('[role=alert]');
  try {
    await control.add(number.value.replaceAll(/[\s().-]/g, ''), name.value.trim());
    form.reset();
    form.hidden = true;
    problem.textContent = '';
    find('#add').setAttribute('aria-expanded', 'false');
    find('#add').focus();
  } catch (error) {
    problem.textContent = error.message;
  }
}

function setUpTexts() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.title = text('product');
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text(each.dataset.text);
  for (const each of document.querySelectorAll('[data-icon]')) each.append(icon(each.dataset.icon));
}

setUpTexts();
setUpTabs();
setUpAdding();
grid.addEventListener('keydown', onKey);
const happenings = createHappenings(find('.happenings'));
control.follow(
  (event) => {
    happenings.add(event);
    refreshSoon();
  },
  (alive) => {
    find('#lost').hidden = alive;
    if (alive) refreshSoon();
  },
);
setInterval(draw, 1000);
await refresh();
