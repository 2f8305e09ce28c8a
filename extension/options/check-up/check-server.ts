/** The checks of the deployment, by a route that every agent may ask: server, account, clock. */
import type { AgentChecks } from '../../../shared/api.ts';
import { problemOf } from '../../../shared/problem.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { counted, formatCount, text } from '../../ui/app/text.ts';
import { fetchAgentChecks } from '../../worker-client.ts';
import type { CheckResult } from './check-result.ts';

/** Twilio refuses a token of a clock that is much further off. */
const maxClockSkewMs = 30_000;

export async function checkServer(): Promise<CheckResult[]> {
  const startedAt = Date.now();
  try {
    const checks = await fetchAgentChecks(await requirePairing());
    return judgeServer(checks, startedAt, Date.now());
  } catch (error) {
    return [{ id: 'server', problem: problemOf(error, 'backend-unreachable') }];
  }
}

/** The backend wrote its time somewhere between the request and the answer: the middle is right to half of the delay. */
export function judgeServer({ now, settings, account }: AgentChecks, startedAt: number, endedAt: number): CheckResult[] {
  const skewMs = Math.abs(Date.parse(now) - (startedAt + endedAt) / 2);
  const minutes = String(Math.max(1, Math.round(skewMs / 60_000)));
  return [
    settings
      ? { id: 'server', problem: settings }
      : { id: 'server', saw: text('doctor_server_saw', { ms: formatCount(endedAt - startedAt) }) },
    account ? { id: 'account', problem: account } : { id: 'account', saw: text('doctor_account_saw') },
    skewMs > maxClockSkewMs
      ? { id: 'clock', problem: { code: 'clock-off', details: { minutes } } }
      : { id: 'clock', saw: text('doctor_clock_saw', { seconds: counted('lengthSeconds', Math.round(skewMs / 1000)) }) },
  ];
}
