/** Decides whether a call may start, and starts it. */
import { isLive, newCall } from '../../shared/call.ts';
import { readNumber } from '../../shared/phone-number.ts';
import { ProblemError } from '../../shared/problem.ts';
import { type Board, changeBoard, type CallOnBoard } from '../board.ts';
import type { Command } from '../messages.ts';
import { readPairing, readSettings } from '../settings.ts';
import { languageFor } from '../language-choice.ts';
import { order } from './engine.ts';

type Dial = Extract<Command, { command: 'dial' }>;
export type DialFrom = { tabId?: number | undefined; pageUrl?: string | undefined };

/**
 * Puts the call on the board and orders the engine to dial it.
 * @throws {ProblemError} why it may not start; what is on show then stays as it is but for the Problem.
 */
export async function dial({ number, ext, written }: Dial, { tabId, pageUrl }: DialFrom): Promise<void> {
  const [pairing, { language }] = await Promise.all([readPairing(), readSettings()]);
  if (!pairing) throw new ProblemError('not-paired');
  checkNumber(number);
  const call: CallOnBoard = {
    ...newCall({ id: crypto.randomUUID(), direction: 'outgoing', mode: 'browser', number, startedAt: Date.now() }),
    ...(written ? { written } : {}),
    ...(pageUrl ? { pageUrl } : {}),
    ...(tabId === undefined ? {} : { tabId }),
    muted: false,
    keys: '',
  };
  await changeBoard((board) => {
    refuse(board);
    return { ...board, call, problem: null };
  });
  const params = {
    To: number,
    CallId: call.id,
    Language: languageFor(language, navigator.languages),
    ...(pageUrl ? { PageUrl: pageUrl } : {}),
  };
  await order({ order: 'dial', callId: call.id, params, ...(ext ? { ext } : {}) });
}

/** The worker decides in the end; what cannot be a callable number need not travel there. */
function checkNumber(number: string): void {
  const read = readNumber(number, 'SA');
  if ('problem' in read) throw new ProblemError(read.problem, { number });
}

function refuse({ call, microphone, line }: Board): void {
  if (isLive(call)) throw new ProblemError('call-already-active');
  if (microphone === 'denied') throw new ProblemError('microphone-blocked');
  if (microphone === 'prompt') throw new ProblemError('microphone-not-asked');
  if (microphone === 'missing') throw new ProblemError('microphone-missing');
  if (line.is === 'problem') throw new ProblemError(line.problem.code, line.problem.details);
}
