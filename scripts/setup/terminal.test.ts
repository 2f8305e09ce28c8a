import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal, Interrupted, type TerminalInput } from './terminal.ts';

function terminalWith(isTTY: boolean) {
  const input: TerminalInput = new PassThrough();
  const rawModes: boolean[] = [];
  input.isTTY = isTTY;
  input.setRawMode = (on) => rawModes.push(on);
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  return { terminal: createTerminal(input, output), input: input as PassThrough, rawModes, shown: () => shown };
}

test('a secret is read key by key and never shown', async () => {
  const { terminal, input, rawModes, shown } = terminalWith(true);
  const answer = terminal.askHidden('Auth Token:');
  input.write('secrex');
  input.write('\u007ft\r');
  expect(await answer).toBe('secret');
  expect(rawModes).toEqual([true, false]);
  expect(shown()).toBe('Auth Token: \n');
});

test('Ctrl-C at a secret stops', async () => {
  const { terminal, input } = terminalWith(true);
  const answer = terminal.askHidden('Auth Token:');
  input.write('sec\u0003');
  await expect(answer).rejects.toThrow(Interrupted);
});

test('lines that come all at once answer one question each', async () => {
  const { terminal, input, shown } = terminalWith(false);
  input.end('token\n\n9\n2\nno\n');
  expect(await terminal.askHidden('Token:')).toBe('token');
  expect(await terminal.ask('Country?', 'US')).toBe('US');
  expect(await terminal.choose('Which?', ['a', 'b'])).toBe(1);
  expect(await terminal.confirm('Sure?')).toBe(false);
  await expect(terminal.ask('More?')).rejects.toThrow('--yes');
  expect(shown()).not.toContain('token');
});
