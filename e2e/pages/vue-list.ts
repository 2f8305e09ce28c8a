/** A list of numbers drawn by Vue; `window.draw(numbers)` draws it again. */
import { createApp, h, ref } from 'vue';

const shown = ref<string[]>([]);
createApp({
  render: () =>
    h(
      'ul',
      shown.value.map((number, i) => h('li', { key: i }, ['Call ', h('span', number), ' now'])),
    ),
}).mount('#list');

Object.assign(globalThis, { draw: (numbers: string[]) => (shown.value = numbers) });
