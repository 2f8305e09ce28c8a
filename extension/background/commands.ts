/**
 * Commands: actions that views and content scripts ask of the background. Each is defined in one place, in commands/: its
 * fields, its senders, where its Problem shows, and what runs. A command is answered by success or a Problem, never by data:
 * views read the app state.
 */
import * as z from 'zod/mini';
import { ProblemError, problemOf } from '../../shared/problem.ts';
import { isOwnPage, type Sender } from '../protocol/transport.ts';
import { showProblem } from '../state/app-state-store.ts';
import { loggedProblem, logProblems } from '../state/problem-log.ts';
import { callCommands } from './commands/calls.ts';
import { cardCommands } from './commands/card.ts';
import { incomingCommands } from './commands/incoming.ts';
import { lineCommands } from './commands/line.ts';
import { ownPhoneCommands } from './commands/own-phone.ts';
import { pageNumberCommands } from './commands/page-numbers.ts';
import { viewCommands } from './commands/views.ts';
import { isWindowSettled } from './page/window-focus.ts';

export const commands = Object.freeze({
  ...callCommands,
  ...cardCommands,
  ...incomingCommands,
  ...lineCommands,
  ...ownPhoneCommands,
  ...pageNumberCommands,
  ...viewCommands,
});

export type CommandName = keyof typeof commands;
type FieldsOf<Name extends CommandName> = z.infer<(typeof commands)[Name]['schema']>;
// Zod infers an object without fields as one that may have no field at all, `command` included.
type Merged<Name extends CommandName> = string extends keyof FieldsOf<Name> ? { command: Name } : { command: Name } & FieldsOf<Name>;
/** Senders import this type, and nothing else of the background. */
export type Command = { [Name in CommandName]: Merged<Name> }[CommandName];

const headSchema = z.object({ command: z.enum(Object.keys(commands) as CommandName[]) });

/** @throws {ProblemError} `request-refused` unless `message` is a known command with valid fields. */
export function parseCommand(message: unknown): Command {
  const head = z.safeParse(headSchema, message);
  const fields = head.success && z.safeParse(commands[head.data.command].schema, message);
  if (!fields || !fields.success) throw new ProblemError('request-refused');
  return { ...head.data, ...fields.data } as Command;
}

/** @throws {ProblemError} `request-refused` for a sender the command is closed to, else the command's own Problem. */
export async function handleCommand(command: Command, sender: Sender): Promise<void> {
  const { from, problemShownIn, needsFocusedWindow, run } = commands[command.command];
  if (from === 'own-pages' && !isOwnPage(sender)) throw new ProblemError('request-refused');
  if (needsFocusedWindow && !(await isWindowSettled(sender))) throw new ProblemError('request-refused');
  try {
    const { command: _, ...fields } = command;
    // TypeScript does not see that a command and the definition of its name belong together.
    await (run as (fields: object, sender: Sender) => Promise<unknown>)(fields, sender);
  } catch (error) {
    const problem = problemOf(error, 'call-failed');
    if (problemShownIn === 'app-state') await showProblem(problem);
    else await logProblems([loggedProblem('action', problem, Date.now())]);
    throw error;
  }
}
