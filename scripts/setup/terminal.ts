/** Questions and progress in a terminal. A secret is read without an echo. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export type Terminal = {
  say(line: string): void;
  /** An empty answer is `otherwise`. */
  ask(question: string, otherwise?: string): Promise<string>;
  askHidden(question: string): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** @returns the index of the chosen option. */
  choose(question: string, options: readonly string[]): Promise<number>;
  close(): void;
};

export type TerminalInput = Readable & { isTTY?: boolean; setRawMode?(on: boolean): unknown };

/** Ctrl-C at a question. */
export class Interrupted extends Error {}

const keys = { interrupt: '\u0003', endOfInput: '\u0004', backspace: '\u007f' };

export function createTerminal(input: TerminalInput, output: Writable): Terminal {
  // One reader for all questions: lines that were piped in come faster than they are asked for.
  let lines: AsyncIterator<string> | undefined;
  let reader: Interface | undefined;

  async function nextLine(): Promise<string> {
    reader ??= createInterface({ input, output, terminal: false });
    lines ??= reader[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done) throw new Interrupted('The input ended before every question had an answer. Use --yes where nobody can be asked.');
    return value.trim();
  }

  /** Reads characters as they are typed. */
  function readKeys(): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      const settle = (act: () => void) => {
        input.off('data', onData);
        input.setRawMode?.(false);
        input.pause();
        output.write('\n');
        act();
      };
      const onData = (chunk: Buffer | string) => {
        for (const key of chunk.toString()) {
          if (key === '\r' || key === '\n') return settle(() => resolve(text.trim()));
          if (key === keys.interrupt || key === keys.endOfInput) return settle(() => reject(new Interrupted('Stopped.')));
          text = key === keys.backspace ? text.slice(0, -1) : text + key;
        }
      };
      input.setRawMode?.(true);
      input.on('data', onData);
      input.resume();
    });
  }

  const terminal: Terminal = {
    say: (line) => void output.write(`${line}\n`),
    async ask(question, otherwise = '') {
      output.write(`${question}${otherwise ? ` [${otherwise}]` : ''} `);
      return (await nextLine()) || otherwise;
    },
    async askHidden(question) {
      output.write(`${question} `);
      // A reader of lines would get the keys too.
      if (!input.isTTY || reader) return nextLine();
      return readKeys();
    },
    async confirm(question) {
      const answer = await terminal.ask(`${question} (y/n)`, 'y');
      return /^(y|yes|نعم)$/i.test(answer);
    },
    async choose(question, options) {
      terminal.say(question);
      for (const [index, option] of options.entries()) terminal.say(`  ${index + 1}. ${option}`);
      for (;;) {
        const chosen = Number(await terminal.ask('Number', '1'));
        if (Number.isInteger(chosen) && chosen >= 1 && chosen <= options.length) return chosen - 1;
        terminal.say(`A number from 1 to ${options.length}, please.`);
      }
    },
    close: () => reader?.close(),
  };
  return terminal;
}
