/** Sends a message from a content script to the background. */
import type { Command } from '../../background/commands.ts';
import type { QueryAnswers, Query } from '../../protocol/queries.ts';

export type { Command } from '../../background/commands.ts';

type AnswerTo<Message> = Message extends { query: infer Name extends keyof QueryAnswers } ? QueryAnswers[Name] : true;

/**
 * Waits for the background's answer: `true` for a command that was taken, the data for a query.
 * protocol/transport.ts does the same for our own pages, but its polyfill and schemas are larger than this whole script.
 * @returns null when the background refused, or when the extension was updated under this page.
 */
export async function send<Message extends Command | Query>(message: Message): Promise<AnswerTo<Message> | null> {
  const isQuery = 'query' in message;
  try {
    // Only our own background answers.
    const reply = (await chrome.runtime.sendMessage({ to: 'background', kind: isQuery ? 'query' : 'command', message })) as
      | { answer?: unknown }
      | undefined;
    if (reply?.answer === undefined) return null;
    return (isQuery ? reply.answer : true) as AnswerTo<Message>;
  } catch {
    return null;
  }
}
