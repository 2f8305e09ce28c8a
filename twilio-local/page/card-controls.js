/** The controls of a phone's card: buttons by state, keypad, list of behaviours. */
import { control } from './control.js';
import { icon, make } from './dom.js';
import { actions } from './phone-actions.js';
import { text } from './texts.js';

const behaviours = {
  manual: { answer: 'manual' },
  yes: { answer: 'yes', afterMs: 3000 },
  busy: { answer: 'busy' },
  no: { answer: 'no' },
  reject: { answer: 'reject', afterMs: 2000 },
  voicemail: { answer: 'voicemail' },
  invalid: { answer: 'invalid' },
};

/** Runs the action and shows the message of its error. */
const attempt = (action, showError) => () => void action().catch((error) => showError(error.message));

/** The keypad and the button that shows and hides it. */
export function createKeypad(number, showError) {
  const pad = make('div', { className: 'pad', hidden: true });
  for (const key of '123456789*0#') {
    pad.append(make('button', { textContent: key, onclick: attempt(() => actions.keys(number, key), showError) }));
  }
  const toggle = make('button', { className: 'plain', 'aria-expanded': 'false', onclick: togglePad }, icon('keypad'), text('keys'));

  function togglePad() {
    pad.hidden = !pad.hidden;
    toggle.setAttribute('aria-expanded', String(!pad.hidden));
  }

  return { pad, toggle };
}

/** The buttons for each state of the phone. */
export function createButtons(number, keypadToggle, showError) {
  const button = (className, picture, label, action) =>
    make('button', { className, onclick: attempt(() => action(number), showError) }, icon(picture), text(label));
  const idle = [button('plain', 'phone', 'callLine', actions.placeCall)];
  return {
    ringing: [button('stop', 'hangup', 'decline', actions.hangUp), button('go', 'phone', 'answer', actions.answer)],
    calling: [button('stop', 'hangup', 'hangUp', actions.hangUp)],
    'in-call': [button('stop', 'hangup', 'hangUp', actions.hangUp), keypadToggle],
    idle,
    dead: idle,
  };
}

/** The list of behaviours: what the phone does when it is called. */
export function createBehaviourSelect(number, showError) {
  const select = make('select', { onchange: attempt(() => control.configure(number, behaviours[select.value]), showError) });
  for (const name of Object.keys(behaviours)) select.append(make('option', { value: name, textContent: text(`when-${name}`) }));
  return select;
}
