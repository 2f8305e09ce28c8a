import { expect, test } from 'vitest';
import { parseCustomParameters } from './custom-parameters.ts';

const number = '+966555010142';
const encode = (parameters: Record<string, string>) =>
  Object.entries(parameters)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
/** Parameters whose encoded form has so many bytes. */
const ofSize = (bytes: number) => {
  const rest = encode({ To: number, PageUrl: '' }).length;
  return { To: number, PageUrl: 'a'.repeat(bytes - rest) };
};

test('parameters of 800 bytes arrive whole', () => {
  const parameters = ofSize(800);
  expect(encode(parameters)).toHaveLength(800);
  expect(parseCustomParameters(encode(parameters))).toEqual(parameters);
});

test('above 800 bytes the last parameter by name is cut, and the others arrive whole', () => {
  const parameters = ofSize(803);
  expect(parseCustomParameters(encode(parameters))).toEqual({ ...parameters, To: number.slice(0, -3) });
});

test('a page address of 2,000 characters leaves one character of the number', () => {
  const parameters = { To: number, PageUrl: `https://crm.example/${'a'.repeat(1980)}` };
  expect(parseCustomParameters(encode(parameters)).To).toBe('+');
});

test('no parameters are no parameters', () => {
  expect(parseCustomParameters('')).toEqual({});
});
