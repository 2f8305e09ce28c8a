/** Sends the statuses of a call to the customer's server. */
import type { TwilioContext } from '../context.ts';
import { requestParameters } from './request-parameters.ts';
import { isFinal, type CallStatus } from './call-status.ts';
import { durationOf, type Call } from './call.ts';

export type CallbackEvent = 'initiated' | 'ringing' | 'answered' | 'completed';
export type StatusCallback = {
  url: string;
  method: 'GET' | 'POST';
  events: Set<CallbackEvent>;
  /** Sent with every callback, such as the `ApplicationSid` of an app. */
  parameters?: Record<string, string>;
};

const eventNames = new Set<string>(['initiated', 'ringing', 'answered', 'completed']);

/** Reads event names of TwiML (separated by spaces) or REST (repeated). The default is `completed`; unknown names are dropped. */
export function readCallbackEvents(names: string[]): Set<CallbackEvent> {
  const known = names.flatMap((name) => name.split(/[\s,]+/)).filter((name): name is CallbackEvent => eventNames.has(name));
  return new Set(known.length > 0 ? known : ['completed']);
}

function eventOf(status: CallStatus): CallbackEvent | undefined {
  if (status === 'initiated' || status === 'ringing') return status;
  if (status === 'in-progress') return 'answered';
  return isFinal(status) ? 'completed' : undefined;
}

/** A call that the caller or a timeout canceled ends with 487. */
function sipCodeOf(call: Call): number {
  if (call.status === 'completed') return 200;
  return call.refusal?.sipCode ?? call.outcome?.sipCode ?? 487;
}

/** Parameters of a finished call; the fields are those of stored real requests. */
function finalParameters(call: Call): Record<string, string> {
  const seconds = durationOf(call);
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: String(sipCodeOf(call)),
    ...(call.refusal?.errorCode ? { ErrorCode: String(call.refusal.errorCode) } : {}),
  };
}

/** Sends every later status in `callback.events`, numbered from 0 in order. */
export function reportStatuses(context: TwilioContext, call: Call, callback: StatusCallback): void {
  let sequence = 0;
  const report = (status: CallStatus) => {
    const event = eventOf(status);
    if (!event || !callback.events.has(event)) return;
    const parameters = {
      ...callback.parameters,
      ...requestParameters(context, call),
      CallStatus: status,
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
      Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
      ...(isFinal(status) ? finalParameters(call) : {}),
    };
    sequence += 1;
    context.webhooks.sendStatus(call.sid, { url: callback.url, method: callback.method, parameters });
  };
  call.watch(report);
}
