/** The type of command handlers: each command's fields come from its definition in protocol/commands.ts. */
import type { CommandName, CommandOf } from '../../protocol/commands.ts';
import type { Sender } from '../../protocol/transport.ts';

/** @throws {ProblemError} why the command failed. */
type Handler<Name extends CommandName> = (command: CommandOf<Name>, sender: Sender) => Promise<unknown>;

export type Handlers = { [Name in CommandName]: Handler<Name> };
