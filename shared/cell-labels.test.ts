import { expect, it } from 'vitest';
import { createCellLabels } from './cell-labels.ts';

const labelAt = (text: string, digits: string) => createCellLabels(text)(text.indexOf(digits));

it.each([
  ['the cell before it', 'Order ID | 4155550132', 'other'],
  ['the header of its column', 'Name\tPhone\nSara\t4155550132', 'phone'],
  ['the header of a table of many lines', `Name\tPhone\n${'Sara\t1\n'.repeat(900)}Omar\t4155550132`, 'phone'],
  ['the line above', 'Invoice\n4155550132', 'other'],
  ['no line above a blank one', 'Invoice\n\n4155550132', null],
  ['no line above one with more cells', 'Phone\tName\tPlace\nSara\t4155550132', null],
  ['not the label of another column', 'Phone\tAmount\n1\t4155550132', 'other'],
])('digits are labelled by %s', (_, text, label) => {
  expect(labelAt(text, '4155550132')).toBe(label);
});

it('labels every line of a table, in any order', () => {
  const text = `Name\tPhone\n${Array.from({ length: 50 }, (_, i) => `Sara\t4155550${100 + i}`).join('\n')}`;
  const labelOfCell = createCellLabels(text);
  for (const i of [20, 49, 0, 30, 21]) expect(labelOfCell(text.indexOf(`4155550${100 + i}`))).toBe('phone');
});
