/** Carries messages between places: send to one, and the only `onMessage` listener of each. */
import browser from '../browser.ts';
import { type Problem, problemOf } from '../../shared/problem.ts';
import type { Command } from './commands.ts';
import type { EngineCommand } from './engine-commands.ts';
import type { EngineEvent } from './engine-events.ts';
import type { QueryAnswers, Query } from './queries.ts';
import type { TabCommand } from './tab-commands.ts';

export type Place = 'background' | 'offscreen' | 'content';
type Envelope = { to: Place; message: unknown };
/** A handler's answer, as it crosses. */
type Reply = { answer: unknown } | { problem: Problem };

/** What a place may be sent, and what each message is answered with. */
type Carried = {
  background: Command | Query | EngineEvent;
  offscreen: EngineCommand;
};
type AnswerTo<Message> = Message extends { query: infer Name extends keyof QueryAnswers } ? QueryAnswers[Name] : void;

/** `unheard`: nobody was there to take the message. */
export type Result<Answer> = { ok: true; answer: Answer } | { ok: false; problem: Problem; unheard?: true };

/**
 * Sends to the one page of `to` and waits for its handler.
 * @returns the handler's answer, or the Problem it ended with. A place that is not there is `call-failed`.
 */
export async function send<To extends keyof Carried, Message extends Carried[To]>(
  to: To,
  message: Message,
): Promise<Result<AnswerTo<Message>>> {
  const reply = (await browser.runtime.sendMessage({ to, message } satisfies Envelope).catch(() => undefined)) as Reply | undefined;
  return read(reply);
}

/** Sends to the content script of a tab's top frame; a tab without one stays silent. */
export async function sendToTab(tabId: number, message: TabCommand): Promise<void> {
  await browser.tabs.sendMessage(tabId, { to: 'content', message } satisfies Envelope).catch(() => undefined);
}

/** Whether the top frame of a tab has our content script. */
export async function reaches(tabId: number): Promise<boolean> {
  const nothing: TabCommand = { command: 'areYouThere' };
  return browser.tabs.sendMessage(tabId, { to: 'content', message: nothing } satisfies Envelope, { frameId: 0 }).then(
    () => true,
    () => false,
  );
}

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

/**
 * QueryAnswers what is sent to `place`, with `handle`'s value or the Problem it throws. Called once per context: two
 * listeners would race for the answer. Messages for other places are left alone: the listener answers only what it owns.
 */
export function receive(place: Place, handle: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  if (received) throw new Error(`messaging: '${place}' receives already; there is one listener per context`);
  received = true;
  browser.runtime.onMessage.addListener((envelope: unknown, sender: Sender) => {
    if (sender.id !== browser.runtime.id || !isEnvelope(envelope) || envelope.to !== place) return undefined;
    const answer = handle(envelope.message, sender);
    return answer?.then(
      (value): Reply => ({ answer: value ?? null }),
      (error: unknown): Reply => {
        if (!(error instanceof Error && error.name === 'ProblemError')) console.error(error);
        return { problem: problemOf(error, 'call-failed') };
      },
    );
  });
}
let received = false;

function isEnvelope(value: unknown): value is Envelope {
  return value !== null && typeof value === 'object' && 'to' in value && 'message' in value;
}

/** True for our own pages, false for content scripts: only these may give facts and secrets-bearing commands. */
export function isOwnPage(sender: Sender): boolean {
  return sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
}
