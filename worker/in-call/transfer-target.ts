/** To whom a call is transferred: a colleague, a number, or voicemail. */
import { e164Schema, identitySchema } from '../../shared/api.ts';
import { agentByPhone } from '../agents/agent-store.ts';
import type { AgentRecord } from '../http/bindings.ts';
import { throwProblem } from '../http/http-errors.ts';
import { numberObjection, ownPhoneObjection, readDialNumber, type DialNumber, type NumberSettings } from '../http/number-rules.ts';
import { findColleague } from './colleagues.ts';

export const toVoicemail = 'voicemail';

export type TransferTarget =
  | { is: 'voicemail' }
  /** `browser` and `phone` are what can ring now; one of them can. */
  | { is: 'colleague'; identity: string; name: string; browser: boolean; phone: string | null }
  /** `colleague`: identity of the agent whose own phone this is. */
  | { is: 'number'; number: DialNumber; colleague: string | null };

type Asked = { to: string; agent: Pick<AgentRecord, 'identity' | 'phone'>; customer: string; settings: NumberSettings };

/** @throws {ProblemError} why the call cannot go there. */
export async function readTarget(db: D1Database, { to, agent, customer, settings }: Asked): Promise<TransferTarget> {
  if (to === toVoicemail) return { is: 'voicemail' };
  if (to === customer || to === agent.identity) return throwProblem({ code: 'number-own' });
  if (identitySchema.safeParse(to).success && !e164Schema.safeParse(to).success) return readColleague(db, to, settings);
  const number = readDialNumber(to);
  if ('code' in number) return throwProblem(number);
  const objection = numberObjection(number, agent.phone, settings);
  if (objection) return throwProblem(objection);
  return { is: 'number', number, colleague: (await agentByPhone(db, number.e164))?.identity ?? null };
}

async function readColleague(db: D1Database, identity: string, settings: NumberSettings): Promise<TransferTarget> {
  const found = await findColleague(db, identity, Date.now());
  const phone = found?.ownPhone && found.phone !== null && ownPhoneObjection(found.phone, settings) === null ? found.phone : null;
  if (!found || (!found.browser && phone === null)) {
    return throwProblem({ code: 'colleague-unreachable', ...(found ? { details: { name: found.name } } : {}) });
  }
  return { is: 'colleague', identity, name: found.name, browser: found.browser, phone };
}
