/** Calls the control port that served this page. */

async function send(method, path, body) {
  const response = await fetch(path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const result = await response.json();
  if (!response.ok) throw new Error(result.error ?? `${response.status}`);
  return result;
}

const phonePath = (number) => `/control/phones/${encodeURIComponent(number)}`;

export const control = {
  state: () => send('GET', '/control/state'),
  /** `action`: answer, hangup, decline, keys {digits}, call {to?} */
  perform: (number, action, body = {}) => send('POST', `${phonePath(number)}/${action}`, body),
  configure: (number, behaviour) => send('PUT', phonePath(number), behaviour),
  add: (number, name) => send('POST', '/control/phones', { number, name }),
  /** Calls `onEvent` with the kept events and then each new one; `onConnectionChange(false)` while the port does not answer. */
  subscribe(onEvent, onConnectionChange) {
    const source = new EventSource('/control/events');
    source.addEventListener('open', () => onConnectionChange(true));
    source.addEventListener('error', () => onConnectionChange(false));
    source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
  },
  audioUrl: (number) => `ws://${location.host}${phonePath(number)}/audio`,
};
