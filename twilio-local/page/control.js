/** Talks to the control port this page came from. */

async function ask(method, path, body) {
  const response = await fetch(path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `${response.status}`);
  return answer;
}

const phonePath = (number) => `/control/phones/${encodeURIComponent(number)}`;

export const control = {
  state: () => ask('GET', '/control/state'),
  /** answer, hangup, decline, keys {digits}, call {to?} */
  act: (number, act, body = {}) => ask('POST', `${phonePath(number)}/${act}`, body),
  configure: (number, behaviour) => ask('PUT', phonePath(number), behaviour),
  add: (number, name) => ask('POST', '/control/phones', { number, name }),
  /** Tells every event, kept ones first; `alive(false)` while the port does not answer. */
  follow(told, alive) {
    const source = new EventSource('/control/events');
    source.addEventListener('open', () => alive(true));
    source.addEventListener('error', () => alive(false));
    source.addEventListener('message', ({ data }) => told(JSON.parse(data)));
  },
  audioUrl: (number) => `ws://${location.host}${phonePath(number)}/audio`,
};
