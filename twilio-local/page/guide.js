/** The newcomer's first steps: a list whose items are ticked by the calls of the local Twilio. */
import { control } from './control.js';
import { icon, make } from './dom.js';
import { doneSteps, steps } from './first-steps.js';
import { createDebounce, showCrmLinks } from './refresh.js';
import { showTexts, text } from './texts.js';

const find = (selector) => document.querySelector(selector);
const done = new Set();

const items = new Map(
  steps.map((step) => [
    step,
    make(
      'li',
      {},
      make('span', { className: 'tick', 'aria-hidden': 'true' }),
      make('strong', { textContent: text(`step-${step}`) }),
      make('span', { className: 'how', textContent: text(`how-${step}`) }),
      make('span', { className: 'done', hidden: true, textContent: text('stepDone') }),
    ),
  ]),
);

function tick(step) {
  if (done.has(step)) return;
  done.add(step);
  const item = items.get(step);
  item.dataset.done = '';
  item.querySelector('.tick').append(icon('check'));
  item.querySelector('.done').hidden = false;
  find('#announcement').textContent = `${text(`step-${step}`)}: ${text('stepDone')}`;
}

async function refresh() {
  const state = await control.state();
  showCrmLinks(state.crmUrl);
  for (const step of doneSteps(state)) tick(step);
}

const refreshSoon = createDebounce(refresh, 100);

showTexts();
document.title = text('guide');
for (const each of document.querySelectorAll('[data-icon]')) each.append(icon(each.dataset.icon));
find('.steps').append(...items.values());
control.subscribe(refreshSoon, refreshSoon);
await refresh();
