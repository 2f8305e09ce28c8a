/** Sends a Command from one of our own pages to the background. */
import type { Command } from '../../background/commands.ts';
import { type Result, send } from '../../protocol/transport.ts';

export type { Command } from '../../background/commands.ts';

/** Resolves when the command has run, or with the Problem that stopped it. */
export function sendCommand(command: Command): Promise<Result<void>> {
  return send('background', command);
}
