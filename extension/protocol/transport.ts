/** Sends messages between places, and holds the only `onMessage` listener of each place. */
import browser from '../browser.ts';
import { type Problem, ProblemError, problemOf } from '../../shared/problem.ts';
import type { EngineCommand } from './engine-commands.ts';
import type { EngineEvent } from './engine-events.ts';
import type { QueryAnswers, Query } from './queries.ts';
import type { TabCommand } from './tab-commands.ts';

export type Place = 'background' | 'offscreen' | 'content';

/** Tells the messages of one place apart; a receiver validates a message by its kind, once. */
type Kind = 'command' | 'query' | 'engine-event' | 'engine-command' | 'tab-command';
type Envelope = { to: Place; kind: Kind; message: unknown };
/** A handler's answer, or the Problem it threw, as it crosses. */
type Reply = { answer: unknown } | { problem: Problem };

/** The fields of a command are typed where it is sent: background/commands.ts exports the type. */
type AnyCommand = { command: string };

type Messages = {
  background: AnyCommand | Query | EngineEvent;
  offscreen: EngineCommand;
};
type AnswerTo<Message> = Message extends { query: infer Name extends keyof QueryAnswers } ? QueryAnswers[Name] : void;

/** `unheard`: no listener received the message. */
export type Result<Answer> = { ok: true; answer: Answer } | { ok: false; problem: Problem; unheard?: true };

/**
 * Sends to the one page of `to` and waits for its handler.
 * @returns the handler's answer, or the Problem it threw. Without a listener the Problem is `call-failed`.
 */
export async function send<To extends keyof Messages, Message extends Messages[To]>(
  to: To,
  message: Message,
): Promise<Result<AnswerTo<Message>>> {
  const envelope: Envelope = { to, kind: to === 'offscreen' ? 'engine-command' : kindOf(message), message };
  const reply = (await browser.runtime.sendMessage(envelope).catch(() => undefined)) as Reply | undefined;
  return read(reply);
}

function kindOf(message: Messages[keyof Messages]): Kind {
  if ('query' in message) return 'query';
  return 'event' in message ? 'engine-event' : 'command';
}

/** Sends to the content scripts of a tab; no-op for a tab without one. */
export async function sendToTab(tabId: number, message: TabCommand): Promise<void> {
  await browser.tabs.sendMessage(tabId, tabEnvelope(message)).catch(() => undefined);
}

/** Whether the top frame of a tab has our content script. */
export async function reaches(tabId: number): Promise<boolean> {
  return browser.tabs.sendMessage(tabId, tabEnvelope({ command: 'areYouThere' }), { frameId: 0 }).then(
    () => true,
    () => false,
  );
}

const tabEnvelope = (message: TabCommand): Envelope => ({ to: 'content', kind: 'tab-command', message });

/** Sends to the content scripts of every tab that `query` finds. */
export async function sendToTabs(query: { active?: boolean; lastFocusedWindow?: boolean }, message: TabCommand): Promise<void> {
  const tabs = await browser.tabs.query(query);
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [sendToTab(id, message)])));
}

function read<Answer>(reply: Reply | undefined): Result<Answer> {
  if (reply && 'problem' in reply) return { ok: false, problem: reply.problem };
  if (reply && 'answer' in reply) return { ok: true, answer: reply.answer as Answer };
  return { ok: false, problem: { code: 'call-failed' }, unheard: true };
}

export type Sender = browser.Runtime.MessageSender;

type Handler = (message: unknown, sender: Sender) => Promise<unknown>;

/**
 * Listens for messages to `place` and replies with the handler's answer, or with the Problem it throws. Any other kind of
 * message is `request-refused`. A second listener in one context would race for the reply.
 * @param handlers by kind; each validates its message.
 */
export function receive(place: Place, handlers: Partial<Record<Kind, Handler>>): void {
  if (received) throw new Error(`transport: '${place}' receives already; there is one listener per context`);
  received = true;
  browser.runtime.onMessage.addListener((envelope: unknown, sender: Sender) => {
    // The listeners of all places get every message: one for another place is left to its listener.
    if (sender.id !== browser.runtime.id || !isEnvelope(envelope) || envelope.to !== place) return undefined;
    return replyTo(envelope, sender, handlers);
  });
}
let received = false;

async function replyTo({ kind, message }: Envelope, sender: Sender, handlers: Partial<Record<Kind, Handler>>): Promise<Reply> {
  try {
    const handle = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
    if (!handle) throw new ProblemError('request-refused');
    return { answer: (await handle(message, sender)) ?? null };
  } catch (error) {
    if (!(error instanceof ProblemError)) console.error(error);
    return { problem: problemOf(error, 'call-failed') };
  }
}

/** `kind` is not checked here: an unknown kind gets a reply. */
function isEnvelope(value: unknown): value is Envelope {
  return value !== null && typeof value === 'object' && 'to' in value && 'message' in value;
}

/** True for our own pages, false for content scripts. */
export function isOwnPage(sender: Sender): boolean {
  return sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
}
