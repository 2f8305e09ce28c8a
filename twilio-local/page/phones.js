/** The page of simulated phones: shows their state, and lets a person act as the customer. */
import { createCard } from './card.js';
import { control } from './control.js';
import { icon } from './dom.js';
import { createEventList } from './event-list.js';
import { actions } from './phone-actions.js';
import { nameOf } from './phone-texts.js';
import { createDebounce, showCrmLinks } from './refresh.js';
import { language, sentence, showTexts, text } from './texts.js';
import { leaveVoice } from './voice.js';

const find = (selector) => document.querySelector(selector);
const grid = find('.grid');
const cards = new Map();
let phones = [];

/** For screen readers. */
function announce(message) {
  find('#announcement').textContent = message;
}

function addCard(number) {
  const card = createCard(number, announce);
  cards.set(number, card);
  grid.append(card.element);
  if (cards.size === 1) card.element.tabIndex = 0;
  return card;
}

function onStatusesChanged(before, after) {
  for (const phone of after) {
    const previous = before.find(({ number }) => number === phone.number);
    if (previous?.status === phone.status) continue;
    if (phone.status === 'ringing') announce(`${nameOf(phone)}: ${text('ringing')}`);
    if (previous && phone.status === 'idle') leaveVoice(phone.number);
  }
}

function draw() {
  for (const phone of phones) (cards.get(phone.number) ?? addCard(phone.number)).show(phone);
  find('h1').textContent = sentence.title(phones.length);
  const ringing = phones.find(({ status }) => status === 'ringing');
  document.title = ringing ? sentence.ringingTitle(nameOf(ringing)) : text('product');
}

async function refresh() {
  const state = await control.state();
  onStatusesChanged(phones, state.phones);
  phones = state.phones;
  showCrmLinks(state.crmUrl);
  draw();
}

const refreshSoon = createDebounce(refresh, 50);

function moveFocus(from, key) {
  const all = [...cards.values()].map(({ element }) => element);
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
  const forward = language === 'ar' ? -1 : 1;
  const offsets = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns };
  const to = all[all.indexOf(from) + offsets[key]];
  if (!to) return;
  for (const each of all) each.tabIndex = each === to ? 0 : -1;
  to.focus();
}

/** Keys act only while the card itself has the focus, so that its buttons and lists keep their own keys. */
function onKey(event) {
  const card = event.target;
  if (!card.classList.contains('phone') || event.ctrlKey || event.metaKey || event.altKey) return;
  const { number } = card.dataset;
  const key = event.key.toUpperCase();
  const action = key === 'A' ? actions.answer : key === 'D' ? actions.hangUp : undefined;
  if (event.key.startsWith('Arrow')) moveFocus(card, event.key);
  else if (action) action(number).catch((error) => announce(error.message));
  else if (/^[\d*#]$/.test(event.key)) actions.keys(number, event.key).catch((error) => announce(error.message));
  else return;
  event.preventDefault();
}

function selectTab(tab) {
  for (const each of document.querySelectorAll('[role=tab]')) {
    const selected = each === tab;
    each.setAttribute('aria-selected', String(selected));
    each.tabIndex = selected ? 0 : -1;
    find(`#${each.getAttribute('aria-controls')}`).hidden = !selected;
  }
}

function setUpTabs() {
  const tabs = [...document.querySelectorAll('[role=tab]')];
  for (const tab of tabs) {
    tab.addEventListener('click', () => selectTab(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      const other = tabs.find((each) => each !== tab);
      selectTab(other);
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
  showTexts();
  for (const each of document.querySelectorAll('[data-icon]')) each.append(icon(each.dataset.icon));
}

setUpTexts();
setUpTabs();
setUpAdding();
grid.addEventListener('keydown', onKey);
const eventList = createEventList(find('.event-list'));
control.subscribe(
  (event) => {
    eventList.add(event);
    refreshSoon();
  },
  (connected) => {
    find('#connection-lost').hidden = connected;
    if (connected) refreshSoon();
  },
);
setInterval(draw, 1000);
await refresh();
