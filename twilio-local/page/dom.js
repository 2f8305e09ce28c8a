/** Makes elements, and draws icons on Hatif's 20 px grid. */

/** `props` are set as properties where the element has them, else as attributes; `on…` are listeners. */
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const handset =
  'M5.500 3h2.300l1.300 3.400-1.700 1.200a8.800 8.800 0 0 0 5 5l1.200-1.700L17 12.200v2.300A2 2 0 0 1 15 16.500 11.500 11.500 0 0 1 3.500 5a2 2 0 0 1 2-2Z';
const paths = {
  phone: handset,
  ring: `${handset}M12 6.500a3 3 0 0 1 1.600 1.600M12.500 3a6.500 6.500 0 0 1 4.500 4.500`,
  hangup:
    'M2.600 12.300v-1.500a1.600 1.600 0 0 1 .7-1.300c4-2.800 9.400-2.800 13.400 0a1.600 1.600 0 0 1 .7 1.300v1.500l-3.700.8-.6-2.300a9 9 0 0 0-6.200 0l-.6 2.300-3.700-.8Z',
  alert: 'M10 3.500 17.500 16.500h-15L10 3.500ZM10 8.300v3.700M10 14.300v.1',
  info: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15ZM10 9.300v4.400M10 6.400v.1',
  plus: 'M10 4v12M4 10h12',
  check: 'M4.500 10.500 8.300 14.300 15.500 6',
  open: 'M8 4H4.500v11.500H16V12M11 3.500h5.500V9M16.500 3.500 9 11',
  keypad: 'M5 4v.1M10 4v.1M15 4v.1M5 8.700v.1M10 8.700v.1M15 8.700v.1M5 13.400v.1M10 13.400v.1M15 13.400v.1M10 17.600v.1',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  if (name === 'keypad') path.setAttribute('stroke-width', '2.4');
  svg.append(path);
  return svg;
}

/** A number, isolated and left to right. */
export function number(shown) {
  return make('bdi', { dir: 'ltr', className: 'num', textContent: shown });
}
