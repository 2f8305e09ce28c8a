/** Runs TwiML on a call: verb after verb, document after document. */
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';
import { problemsOf } from './check-elements.ts';
import { dial } from './dial.ts';
import { isFailure, readDocument, type TwimlFailure, type TwimlSource } from './document.ts';
import { gather } from './gather.ts';
import { record } from './record.ts';
import { pauseCall, speak } from './speech.ts';
import { addressOf, methodOf, warn, type ProgramEnd, type Run, type Verb } from './verb.ts';

const redirect: Verb = (run, { attributes, text }) =>
  Promise.resolve({ goTo: { url: addressOf(run, text.trim()), method: methodOf(attributes.method) } });

/** Status and reason of a refused caller: https://www.twilio.com/docs/voice/twiml/reject */
const reject: Verb = (run, { attributes }) => {
  run.call.outcome = attributes.reason === 'busy' ? { status: 'busy', sipCode: 486 } : { status: 'no-answer', sipCode: 603 };
  return Promise.resolve('hang-up');
};

const hangup: Verb = () => Promise.resolve('hang-up');

const verbs: Record<string, Verb> = {
  Dial: dial,
  Say: speak,
  Play: speak,
  Pause: pauseCall,
  Gather: gather,
  Record: record,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
};

/**
 * A callee's document before the bridge, from <Number url>, may have these verbs only.
 * https://www.twilio.com/docs/voice/twiml/number#attributes-url names all but <Pause>.
 */
const whisperVerbs = new Set(['Play', 'Say', 'Gather', 'Hangup', 'Pause']);

type ProgramKind = 'call' | 'whisper';

/** The number's or the app's fallback URL after a failure of another document; without one, the end. */
function afterFailure(context: TwilioContext, call: Call, source: TwimlSource, failure: TwimlFailure): TwimlSource | ProgramEnd {
  context.events.record('error', { callSid: call.sid, ...failure });
  const failedUrl = 'url' in source ? source.url : '';
  if (call.voiceFallbackUrl !== undefined && failedUrl !== call.voiceFallbackUrl) {
    return {
      url: call.voiceFallbackUrl,
      method: call.voiceFallbackMethod ?? 'POST',
      extra: { ErrorCode: String(failure.code), ErrorUrl: failedUrl },
    };
  }
  call.outcome = { status: 'failed', sipCode: 404 };
  return 'hung-up';
}

/** Runs one document; gives the next document, or the end of the program. */
async function runDocument(
  context: TwilioContext,
  call: Call,
  source: TwimlSource,
  signal: AbortSignal,
  kind: ProgramKind,
): Promise<TwimlSource | ProgramEnd> {
  const document = await readDocument(context, call, source);
  if (signal.aborted) return 'stopped';
  if (isFailure(document)) return afterFailure(context, call, source, document);
  const run: Run = { context, call, url: document.url, signal, runOn: (other, program) => runProgram(context, other, program, 'whisper') };
  for (const { code, message } of problemsOf(document.verbs)) warn(run, code, message);
  for (const element of document.verbs) {
    const verb = verbs[element.name];
    if (!verb) continue;
    if (kind === 'whisper' && !whisperVerbs.has(element.name)) {
      return afterFailure(context, call, source, { code: 13201, message: `<${element.name}> is not allowed before the bridge.` });
    }
    const then = await verb(run, element);
    if (signal.aborted) return 'stopped';
    if (then === 'hang-up') return 'hung-up';
    if (then) return then.goTo;
  }
  return 'ran-out';
}

/** Errors for a browser whose call was not answered, by the callee's SIP code. */
const callerErrors: Record<number, { code: number; message: string }> = {
  404: { code: 31404, message: 'Not found' },
  480: { code: 31480, message: 'Temporarily unavailable' },
  486: { code: 31486, message: 'Busy here' },
  487: { code: 31480, message: 'Temporarily unavailable' },
  603: { code: 31603, message: 'Declined' },
};

/** Ends a leg after its last verb. */
function finishCall(call: Call): void {
  if (call.status === 'in-progress' || !call.outcome) return call.end('completed');
  call.end(call.outcome.status, callerErrors[call.outcome.sipCode]);
}

/** Runs documents from `source` until one leads to no other. Stops the program that ran on this leg. */
async function runProgram(context: TwilioContext, call: Call, source: TwimlSource, kind: ProgramKind): Promise<ProgramEnd> {
  call.program?.abort();
  const program = new AbortController();
  call.program = program;
  const signal = AbortSignal.any([call.over, program.signal]);
  let next: TwimlSource | ProgramEnd = source;
  while (typeof next !== 'string') next = await runDocument(context, call, next, signal, kind);
  if (next !== 'stopped') call.program = undefined;
  return next;
}

/** Runs TwiML and hangs up after its last verb. */
export async function startProgram(context: TwilioContext, call: Call, source: TwimlSource): Promise<void> {
  if ((await runProgram(context, call, source, 'call')) !== 'stopped') finishCall(call);
}
