/** The calls that REST places, from the queue to the answer. */
import { readCallbackEvents, reportStatuses } from '../calls/status-callbacks.ts';
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';

/** `form` has the parameters of the call: Timeout, StatusCallback and so on. */
export type OutboundCall = { to: string; from: string; form: URLSearchParams; onAnswered: (call: Call) => void };

/** Places a call; the call starts when the queue lets it. */
export type OutboundQueue = (details: OutboundCall) => Call;

const callIntervalMs = 1000;

/** `client:name?a=1` carries custom parameters for the browser. */
function connectCall(context: TwilioContext, call: Call): void {
  const { to } = call;
  if (!to.startsWith('client:')) return call.connect((observer) => context.phones.ring(to, call, observer));
  const [identity = '', query = ''] = to.slice('client:'.length).split('?', 2);
  call.connect((observer) => context.clients.ring(identity, call, Object.fromEntries(new URLSearchParams(query)), observer));
}

/** Twilio detects a machine from its audio; here the phone's behaviour is known. */
function detectAnswerer(context: TwilioContext, call: Call, form: URLSearchParams): void {
  if (!/^(Enable|DetectMessageEnd)$/.test(form.get('MachineDetection') ?? '')) return;
  call.answeredBy = context.phones.find(call.to)?.state.behaviour.answer === 'voicemail' ? 'machine_start' : 'human';
}

function startCall(context: TwilioContext, call: Call, { form, onAnswered }: OutboundCall): void {
  if (call.over.aborted) return;
  const timeoutMs = Math.min(600, Math.max(1, Number(form.get('Timeout')) || 60)) * 1000;
  const timer = setTimeout(() => call.end('no-answer'), timeoutMs);
  call.over.addEventListener('abort', () => clearTimeout(timer), { once: true });
  call.watch((status) => {
    if (status !== 'in-progress') return;
    clearTimeout(timer);
    detectAnswerer(context, call, form);
    for (const key of form.get('SendDigits') ?? '') if (/[\d*#]/.test(key)) call.endpoint.audio.sendKey(key);
    onAnswered(call);
  });
  connectCall(context, call);
}

function reportTo(context: TwilioContext, call: Call, form: URLSearchParams): void {
  const url = form.get('StatusCallback');
  if (!url) return;
  const method = form.get('StatusCallbackMethod')?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  reportStatuses(context, call, { url, method, events: readCallbackEvents(form.getAll('StatusCallbackEvent')) });
}

/** Calls created over REST start at one a second for the whole account; more wait in the queue. */
export function createOutboundQueue(context: TwilioContext): OutboundQueue {
  let nextStart = 0;
  return (details) => {
    const { to, from, form } = details;
    const now = Date.now();
    const start = Math.max(now, nextStart);
    nextStart = start + callIntervalMs;
    const call = context.calls.begin({ from, to, direction: 'outbound-api', queueMs: start - now }, 'queued');
    reportTo(context, call, form);
    setTimeout(() => startCall(context, call, details), start - now);
    return call;
  };
}
