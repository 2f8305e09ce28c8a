/** A list of numbers drawn by React; `window.draw(numbers)` draws it again. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const root = createRoot(document.querySelector('#list')!);

Object.assign(globalThis, {
  draw: (numbers: string[]) => {
    const rows = numbers.map((number, i) => createElement('li', { key: i }, 'Call ', number, ' now'));
    root.render(createElement('ul', null, rows));
  },
});
