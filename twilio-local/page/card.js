/** One phone on the page: drawn once, then changed in place so that the focus stays. */
import { createBehaviourSelect, createButtons, createKeypad } from './card-controls.js';
import { icon, make, number as isolateNumber } from './dom.js';
import { showNumber } from './numbers.js';
import { describe, formatDuration, nameOf, stateOf } from './phone-texts.js';
import { sentence, text } from './texts.js';

/** How long the buttons ignore presses after they change: a late click on Answer must not hit the button that replaces it. */
const settleMs = 800;

const pictures = { ringing: 'ring', calling: 'ring', dead: 'alert' };

/** A sentence as nodes: its numbers stay left to right. */
function withNumbers(sentenceText) {
  return sentenceText.split(/(\+\d[\d\u00A0]+)/).map((part, index) => (index % 2 ? isolateNumber(part) : part));
}

/** The elements of a card, by name; `element` holds them all. */
function createElements(number, pad, select) {
  const shown = showNumber(number);
  const state = make('div', { className: 'state' });
  const time = make('bdi', { dir: 'ltr', className: 'num time' });
  const title = make('bdi');
  const description = make('p', { className: 'sentence' });
  const speech = make('p', { className: 'speech', hidden: true, dir: 'auto' });
  const buttons = make('div', { className: 'buttons' });
  const country = shown.country ? [make('span', { className: 'iso', textContent: shown.country })] : [];
  const who = make('p', { className: 'who' }, isolateNumber(shown.text), ...country);
  const when = make('label', { className: 'when' }, text('whenCalled'), select);
  const body = make('div', { className: 'body' }, state, make('h2', {}, title), who, description, speech, buttons, pad, when);
  const element = make('section', { className: 'phone', tabIndex: -1, role: 'group' }, make('div', { className: 'stripe' }), body);
  element.dataset.number = number;
  return { element, state, time, title, description, speech, buttons };
}

/** @param showError called with the message of an action that fails */
export function createCard(number, showError) {
  const { pad, toggle } = createKeypad(number, showError);
  const buttonsByState = createButtons(number, toggle, showError);
  const select = createBehaviourSelect(number, showError);
  const { element, state, time, title, description, speech, buttons } = createElements(number, pad, select);
  let shownState = '';
  let settling;

  function showState(phone, next) {
    if (shownState === next) return;
    const hadFocus = buttons.contains(document.activeElement);
    shownState = next;
    element.dataset.state = next;
    state.replaceChildren(icon(pictures[next] ?? 'phone'), make('span', { textContent: text(next) }), time);
    buttons.replaceChildren(...buttonsByState[next]);
    holdButtons();
    for (const button of buttonsByState.idle) button.disabled = next === 'dead';
    if (next !== 'in-call') pad.hidden = true;
    element.setAttribute('aria-label', `${nameOf(phone)}, ${text(next)}`);
    if (hadFocus) element.focus();
  }

  function holdButtons() {
    clearTimeout(settling);
    buttons.inert = true;
    settling = setTimeout(() => (buttons.inert = false), settleMs);
  }

  return {
    element,
    show(phone) {
      showState(phone, stateOf(phone));
      title.textContent = nameOf(phone);
      description.replaceChildren(...withNumbers(describe(phone)));
      // In the same place: a card that grows would move the phones below.
      description.hidden = Boolean(phone.words);
      speech.hidden = !phone.words;
      speech.textContent = phone.words ? sentence.speech(phone.words) : '';
      time.textContent = phone.since ? formatDuration((Date.now() - phone.since) / 1000) : '';
      if (document.activeElement !== select) select.value = phone.behaviour.answer;
    },
  };
}
