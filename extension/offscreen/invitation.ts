/** Reads an invitation of the SDK: a customer who calls, or our backend's own call that proves the line. */
import type { Call } from '@twilio/voice-sdk';
import * as z from 'zod/mini';
import { callerSchema } from '../../shared/api.ts';
import { readCaller } from '../../shared/caller.ts';
import type { Invited } from '../protocol/engine-events.ts';

export type Invitation = { is: 'call'; invited: Invited } | { is: 'probe'; probe: string; loud: boolean };

const sidSchema = z.string().check(z.regex(/^CA[0-9a-f]{32}$/));
const probeSchema = z.uuid();

/** What our TwiML says goes before what the leg itself says: the leg's `From` is our own number. */
export function readInvitation(call: Call, now: number): Invitation {
  const said = call.customParameters;
  const probe = z.safeParse(probeSchema, said.get('probe'));
  if (probe.success) return { is: 'probe', probe: probe.data, loud: said.get('loud') === 'true' };
  const sid = z.safeParse(sidSchema, said.get('call'));
  const caller = z.safeParse(callerSchema, parseJson(said.get('caller')));
  const { From = '', CallSid = '' } = call.parameters;
  const number = caller.success ? (caller.data.number ?? caller.data.written) : From;
  return {
    is: 'call',
    invited: {
      callId: crypto.randomUUID(),
      sid: sid.success ? sid.data : CallSid,
      // Cleaned anew: what is shown must not depend on who sent it.
      caller: caller.success && caller.data.withheld ? readCaller('') : readCaller(number, caller.success ? caller.data.name : null),
      called: /^\+[1-9]\d{1,14}$/.test(said.get('called') ?? '') ? said.get('called')! : '',
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
