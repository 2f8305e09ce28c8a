import { expect, test } from 'vitest';
import { createKeyReader } from './telephone-event.ts';

test('a press of many packets is one key, the same key pressed again is another', () => {
  const keys: string[] = [];
  const read = createKeyReader((key) => keys.push(key));
  for (const timestamp of [100, 100, 100, 900]) read(timestamp, Uint8Array.of(5, 10, 0, 160));
  read(1700, Uint8Array.of(11, 0x8a, 0, 160));
  read(2500, Uint8Array.of(77, 10, 0, 160));
  read(3300, Uint8Array.of(1));
  expect(keys).toEqual(['5', '5', '#']);
});
