/** Reports what happens to a call: into the log, and from there to the browsers of its agent. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../shared/api.ts';
import type { Bindings } from './bindings.ts';
import { recordReport } from './call-log.ts';
import type { CallReport } from './call-report.ts';

export async function reportCall(env: Bindings, report: CallReport): Promise<void> {
  const call = await recordReport(env.DB, report);
  if (call) tellAgent(env, call);
}

/** Twilio does not wait for it. Who misses it reads the same from the log when their socket is back. */
function tellAgent({ LINES }: Bindings, call: LoggedCall): void {
  if (!call.agent) return;
  const told = LINES.getByName(call.agent).tell({ push: 'call', call });
  waitUntil(told.catch((error: unknown) => console.error('a push was lost', error instanceof Error ? error.message : '')));
}
