/** One phone on the page: drawn once, then changed in place so that focus stays where it is. */
import { control } from './control.js';
import { icon, make, number as showBdi } from './dom.js';
import { showNumber } from './numbers.js';
import { language, sentence, text } from './texts.js';
import { joinVoice } from './voice.js';

const choices = {
  manual: { answer: 'manual' },
  yes: { answer: 'yes', afterMs: 3000 },
  busy: { answer: 'busy' },
  no: { answer: 'no' },
  reject: { answer: 'reject', afterMs: 2000 },
  voicemail: { answer: 'voicemail' },
  invalid: { answer: 'invalid' },
};

export const nameOf = (phone) => (language === 'ar' ? phone.nameAr : undefined) ?? phone.name ?? showNumber(phone.number).text;
const stateOf = (phone) => (phone.status === 'idle' && phone.behaviour.answer === 'invalid' ? 'dead' : phone.status);

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** A sentence with numbers in it, as nodes: numbers stay left to right. */
function withNumbers(words) {
  return words.split(/(\+\d[\d\u00A0]+)/).map((part, index) => (index % 2 ? showBdi(part) : part));
}

function voiceOf(phone) {
  if (phone.person) return sentence.person;
  return phone.behaviour.answer === 'voicemail' ? sentence.machine : sentence[phone.behaviour.audio];
}

function describe(phone) {
  const other = phone.identity ?? (phone.other ? showNumber(phone.other).text : '');
  switch (phone.status) {
    case 'ringing':
      return phone.own ? sentence.ringsFirst() : sentence.rings(showNumber(phone.other).text);
    case 'calling':
      return sentence.calls(other);
    case 'in-call':
      return sentence.talks(other, voiceOf(phone));
    default:
      return describeIdle(phone);
  }
}

function describeIdle({ behaviour: { answer }, last }) {
  if (last && answer === 'voicemail' && last.answered) return sentence.lastMessage(clock(last.seconds));
  if (last && answer === 'manual') return last.answered ? sentence.last(clock(last.seconds)) : text('missed');
  return text(`idle-${answer}`);
}

/** What a person can do with the phone now; a key press does the same. */
export const acts = {
  answer: async (number) => {
    await control.act(number, 'answer');
    await joinVoice(number);
  },
  hangUp: (number) => control.act(number, 'hangup'),
  keys: (number, digits) => control.act(number, 'keys', { digits }),
  callLine: async (number) => {
    await control.act(number, 'call');
    await joinVoice(number);
  },
};

export function createCard(number, report) {
  const shown = showNumber(number);
  const attempt = (act) => () => void act().catch((error) => report(error.message));
  const button = (kind, picture, word, act) => make('button', { className: kind, onclick: attempt(act) }, icon(picture), text(word));
  const pad = make('div', { className: 'pad', hidden: true });
  for (const key of '123456789*0#') pad.append(make('button', { textContent: key, onclick: attempt(() => acts.keys(number, key)) }));
  const keys = make('button', { className: 'plain', 'aria-expanded': 'false', onclick: togglePad }, icon('keypad'), text('keys'));
  const rows = {
    ringing: [button('stop', 'hangup', 'decline', () => acts.hangUp(number)), button('go', 'phone', 'answer', () => acts.answer(number))],
    calling: [button('stop', 'hangup', 'hangUp', () => acts.hangUp(number))],
    'in-call': [keys, button('stop', 'hangup', 'hangUp', () => acts.hangUp(number))],
    idle: [button('plain', 'phone', 'callLine', () => acts.callLine(number))],
  };
  rows.dead = rows.idle;
  const select = make('select', { onchange: attempt(() => control.configure(number, choices[select.value])) });
  for (const choice of Object.keys(choices)) select.append(make('option', { value: choice, textContent: text(`when-${choice}`) }));
  const state = make('div', { className: 'state' });
  const time = make('bdi', { dir: 'ltr', className: 'num time' });
  const title = make('bdi');
  const words = make('p', { className: 'sentence' });
  const told = make('p', { className: 'told', hidden: true, dir: 'auto' });
  const buttons = make('div', { className: 'buttons' });
  const country = shown.country ? [make('span', { className: 'iso', textContent: shown.country })] : [];
  const who = make('p', { className: 'who' }, showBdi(shown.text), ...country);
  const when = make('label', { className: 'when' }, text('whenCalled'), select);
  const body = make('div', { className: 'body' }, state, make('h2', {}, title), who, words, told, buttons, pad, when);
  const element = make('section', { className: 'phone', tabIndex: -1, role: 'group' }, make('div', { className: 'stripe' }), body);
  element.dataset.number = number;

  function togglePad() {
    pad.hidden = !pad.hidden;
    keys.setAttribute('aria-expanded', String(!pad.hidden));
  }

  let drawn = '';

  function showState(phone, is) {
    if (drawn === is) return;
    const hadFocus = buttons.contains(document.activeElement);
    drawn = is;
    element.dataset.state = is;
    const picture = { ringing: 'ring', calling: 'ring', dead: 'alert' }[is] ?? 'phone';
    state.replaceChildren(icon(picture), make('span', { textContent: text(is) }), time);
    buttons.replaceChildren(...rows[is]);
    for (const each of rows.idle) each.disabled = is === 'dead';
    if (is !== 'in-call') pad.hidden = true;
    element.setAttribute('aria-label', `${nameOf(phone)}, ${text(is)}`);
    if (hadFocus) element.focus();
  }

  return {
    element,
    /** Shows the phone as the state has it. */
    show(phone) {
      showState(phone, stateOf(phone));
      title.textContent = nameOf(phone);
      words.replaceChildren(...withNumbers(describe(phone)));
      told.hidden = !phone.words;
      told.textContent = phone.words ? sentence.told(phone.words) : '';
      time.textContent = phone.since ? clock((Date.now() - phone.since) / 1000) : '';
      if (document.activeElement !== select) select.value = phone.behaviour.answer;
    },
  };
}
