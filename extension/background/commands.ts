/** Runs commands: one table of handlers, one check of the sender, one place for Problems. */
import { type Command, commands } from '../protocol/commands.ts';
import { isOwnPage, type Sender } from '../protocol/transport.ts';
import { ProblemError, problemOf } from '../../shared/problem.ts';
import { showProblem } from '../state/app-state-store.ts';
import { callCommands } from './commands/calls.ts';
import { cardCommands } from './commands/card.ts';
import type { Handlers } from './commands/handlers.ts';
import { incomingCommands } from './commands/incoming.ts';
import { lineCommands } from './commands/line.ts';
import { ownPhoneCommands } from './commands/own-phone.ts';
import { pageNumberCommands } from './commands/page-numbers.ts';
import { viewCommands } from './commands/views.ts';

/** The handler of every command; a command without one does not compile. */
const handlers: Handlers = {
  ...callCommands,
  ...cardCommands,
  ...incomingCommands,
  ...lineCommands,
  ...ownPhoneCommands,
  ...pageNumberCommands,
  ...viewCommands,
};

/** @throws {ProblemError} `request-refused` for a sender the command is closed to, else the handler's Problem. */
export async function handleCommand(command: Command, sender: Sender): Promise<void> {
  const { from, problemShownIn } = commands[command.command];
  if (from === 'own-pages' && !isOwnPage(sender)) throw new ProblemError('request-refused');
  // TypeScript does not see that a command and the handler of its name belong together.
  const handler = handlers[command.command] as (command: Command, sender: Sender) => Promise<unknown>;
  try {
    await handler(command, sender);
  } catch (error) {
    if (problemShownIn === 'app-state') await showProblem(problemOf(error, 'call-failed'));
    throw error;
  }
}
