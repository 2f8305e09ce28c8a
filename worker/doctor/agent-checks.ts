/** `GET /api/agent/checks`: the part of the doctor that every agent may see, as Problems without details of the account. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { AgentChecks } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { modesOf, settingsOf, type Settings } from '../http/settings.ts';
import { readResource } from '../twilio/read-resource.ts';

export async function getAgentChecks(c: Context<App>): Promise<Response> {
  const settings = settingsOf(c.env);
  const account = modesOf(settings).phone ? await accountProblem(c.env) : null;
  return c.json({ now: new Date().toISOString(), settings: settingsProblem(settings), account } satisfies AgentChecks);
}

/** `/api/health` shows the names to everybody. */
function settingsProblem({ faults }: Settings): Problem | null {
  const [first] = faults;
  if (!first) return null;
  const names = faults.filter(({ fault }) => fault === first.fault).map(({ name }) => name);
  return { code: `settings-${first.fault}`, details: { names: names.join(', ') } };
}

const accountSchema = z.object({ status: z.string() });

async function accountProblem(env: Bindings): Promise<Problem | null> {
  const answer = await readResource(restAccount(env), '.json', accountSchema);
  switch (answer.is) {
    case 'read':
      return answer.value.status === 'active' ? null : { code: 'account-inactive' };
    case 'unreachable':
      return { code: 'phone-service-unreachable' };
    case 'missing':
      return { code: 'account-refused' };
    case 'refused':
      return answer.status >= 500 ? { code: 'phone-service-unreachable' } : { code: 'account-refused' };
  }
}
