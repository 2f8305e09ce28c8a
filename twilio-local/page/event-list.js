/** The list of events: calls, requests to the backend with their responses, faults. */
import { make } from './dom.js';

const maxEvents = 300;

function titleOf(event) {
  switch (event.is) {
    case 'call':
      return `${event.from} → ${event.to}: ${event.status}`;
    case 'webhook':
      return `${event.method} ${event.url} ${event.parameters.CallStatus ?? ''} → ${event.status || event.answer}`;
    case 'phone':
      return `${event.number}: ${event.status}`;
    case 'rest':
      return `${event.method} ${event.path} → ${event.status}`;
    default:
      return [event.identity, event.code, event.message].filter(Boolean).join(' ');
  }
}

const isFailure = (event) =>
  event.is === 'error' ||
  event.is === 'warning' ||
  event.is === 'token-refused' ||
  (event.is === 'webhook' && (event.status < 200 || event.status > 299));

export function createEventList(list) {
  return {
    add(event) {
      const time = make('time', { className: 'num', dateTime: event.at, textContent: new Date(event.at).toLocaleTimeString('en-GB') });
      const kind = make('span', { className: isFailure(event) ? 'kind bad' : 'kind', textContent: event.is, dir: 'ltr' });
      const title = make('span', { textContent: titleOf(event), dir: 'ltr' });
      const details = make('pre', { textContent: JSON.stringify(event, null, 2) });
      list.prepend(make('li', {}, make('details', {}, make('summary', {}, time, kind, title), details)));
      while (list.childElementCount > maxEvents) list.lastElementChild.remove();
    },
  };
}
