/** What a command is: its fields, its senders, where its Problem shows, and what runs. */
import * as z from 'zod/mini';
import type { Sender } from '../../protocol/transport.ts';

/**
 * Senders of a command. A content script runs inside somebody else's page, and a page must not be able to start or steer a
 * call: a command is closed to content scripts unless its definition opens it.
 */
type Senders = 'own-pages' | 'own-pages-and-content-scripts';

/** Where a failed command's Problem shows: in every view, through the app state, or in the view that sent the command alone. */
type ProblemPlace = 'app-state' | 'sender';

type Fields = Record<string, z.ZodMiniType>;
type NoFields = Record<string, never>;
type Values<Shape extends Fields> = z.infer<z.ZodMiniObject<Shape>>;

export type CommandDefinition<Shape extends Fields> = {
  schema: z.ZodMiniObject<Shape>;
  from: Senders;
  problemShownIn: ProblemPlace;
  /** Whether a card over a page may send the command only while its window has the focus for some time. */
  needsFocusedWindow: boolean;
  run: (fields: Values<Shape>, sender: Sender) => Promise<unknown>;
};

/** @param command `run` throws the ProblemError that says why the command failed. */
export function defineCommand<const Shape extends Fields = NoFields>(command: {
  fields?: Shape;
  from?: Senders;
  problemShownIn?: ProblemPlace;
  needsFocusedWindow?: boolean;
  run: (fields: Values<Shape>, sender: Sender) => Promise<unknown>;
}): CommandDefinition<Shape> {
  const { fields = {} as Shape, from = 'own-pages', problemShownIn = 'sender', needsFocusedWindow = false, run } = command;
  return Object.freeze({ schema: z.object(fields), from, problemShownIn, needsFocusedWindow, run });
}
