/** Reads an invitation of the SDK: a customer's call, or the backend's probe call. */
import type { Call } from '@twilio/voice-sdk';
import * as z from 'zod/mini';
import { callerSchema } from '../../shared/api.ts';
import { cleanName, readCaller } from '../../shared/caller.ts';
import type { Invited } from '../protocol/engine-events.ts';

/** The invitation of a customer's call, before it is known how the call rings here. */
export type InvitedCall = Omit<Invited, 'ringMode' | 'autoAnswerAt'>;
export type Invitation = { is: 'call'; invited: InvitedCall } | { is: 'probe'; probe: string; loud: boolean };

const sidSchema = z.string().check(z.regex(/^CA[0-9a-f]{32}$/));
const probeSchema = z.uuid();

/** The parameters of our TwiML take precedence over those of the leg: the leg's `From` is our own number. */
export function readInvitation(call: Call, now: number): Invitation {
  const parameters = call.customParameters;
  const probe = z.safeParse(probeSchema, parameters.get('probe'));
  if (probe.success) return { is: 'probe', probe: probe.data, loud: parameters.get('loud') === 'true' };
  const sid = z.safeParse(sidSchema, parameters.get('call'));
  const caller = z.safeParse(callerSchema, parseJson(parameters.get('caller')));
  const { From = '', CallSid = '' } = call.parameters;
  const number = caller.success ? (caller.data.number ?? caller.data.written) : From;
  const why = z.safeParse(z.enum(['sent', 'asked', 'returned']), parameters.get('why'));
  const by = cleanName(parameters.get('by')) ?? '';
  return {
    is: 'call',
    invited: {
      ...(why.success ? { transfer: { why: why.data, by } } : {}),
      callId: crypto.randomUUID(),
      sid: sid.success ? sid.data : CallSid,
      // Parsed again: a caller's text must not reach a view as it was sent.
      caller:
        caller.success && caller.data.withheld
          ? readCaller('')
          : readCaller(number, caller.success ? caller.data.name : null, caller.data?.nameFrom),
      called: /^\+[1-9]\d{1,14}$/.test(parameters.get('called') ?? '') ? parameters.get('called')! : '',
      since: now,
    },
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
