/** An offscreen page for unit tests: takes every engine command and records it. */
import browser from '../browser.ts';
import type { EngineCommand } from '../protocol/engine-commands.ts';

/** @returns the commands in the order of their arrival. */
export function fakeEngine(): EngineCommand[] {
  const commands: EngineCommand[] = [];
  browser.runtime.onMessage.addListener((envelope: unknown) => {
    const { kind, message } = envelope as { kind: string; message: EngineCommand };
    if (kind !== 'engine-command') return undefined;
    commands.push(message);
    return Promise.resolve({ answer: null });
  });
  return commands;
}
