/** The Durable Object that owns the budget of probe calls: one for the Twilio account. The rules are in probe-budget-policy.ts. */
import { DurableObject, waitUntil } from 'cloudflare:workers';
import type { Bindings } from '../http/bindings.ts';
import type { ProbeAsk, ProbeBudgetStub, ProbeDecision } from '../http/probe-budget-stub.ts';
import { browserProbePlaced, decideProbe, emptyBudget, holdProbes, probePlaced } from './probe-budget-policy.ts';

/** The account's one object. */
export const probeBudget = (env: Bindings): ProbeBudgetStub => env.PROBE_BUDGET.getByName('account');

const accountKey = 'account';
const agentKey = (agent: string) => `agent:${agent}`;
const browserKey = (browser: string) => `browser:${browser}`;

/** Each method reads and writes without other events in between: storage operations close the object's input gate. */
export class ProbeBudget extends DurableObject<Bindings> implements ProbeBudgetStub {
  async request({ agent, browser, need, isNewBrowser }: ProbeAsk): Promise<ProbeDecision> {
    const before = {
      account: await this.stored(accountKey, emptyBudget.account),
      agent: await this.stored(agentKey(agent), emptyBudget.agent),
      browser: await this.stored(browserKey(browser), emptyBudget.browser),
    };
    const { budget, decision } = decideProbe(before, { need, isNewBrowser }, Date.now());
    await this.ctx.storage.put({
      [accountKey]: budget.account,
      [agentKey(agent)]: budget.agent,
      [browserKey(browser)]: budget.browser,
    });
    return decision;
  }

  async probePlaced({ agent, browser, need }: Pick<ProbeAsk, 'agent' | 'browser' | 'need'>, queuedMs: number): Promise<void> {
    const now = Date.now();
    const before = {
      account: await this.stored(accountKey, emptyBudget.account),
      agent: await this.stored(agentKey(agent), emptyBudget.agent),
    };
    const after = probePlaced(before, queuedMs, now);
    const ofBrowser = await this.stored(browserKey(browser), emptyBudget.browser);
    await this.ctx.storage.put({
      [accountKey]: after.account,
      [agentKey(agent)]: after.agent,
      [browserKey(browser)]: browserProbePlaced(ofBrowser, need, queuedMs, now),
    });
  }

  async holdProbes(forMs: number): Promise<void> {
    await this.ctx.storage.put(accountKey, holdProbes(await this.stored(accountKey, emptyBudget.account), forMs, Date.now()));
  }

  /** What an earlier version stored lacks the newer fields. */
  private async stored<Value extends object>(key: string, initial: Value): Promise<Value> {
    return { ...initial, ...(await this.ctx.storage.get<Value>(key)) };
  }
}

/** Longer than Twilio takes to accept a call. */
const maxCreationMs = 5_000;

/**
 * Keeps probe calls out of Twilio's queue while a person's call is created and waits there. Delays nothing: the budget
 * is told beside the request.
 */
export async function createBeforeProbes<Created extends { queuedMs: number }>(
  env: Bindings,
  create: () => Promise<Created>,
): Promise<Created> {
  const hold = (forMs: number) => waitUntil(probeBudget(env).holdProbes(forMs).catch(logFailure));
  hold(maxCreationMs);
  const created = await create();
  if (created.queuedMs > 0) hold(created.queuedMs);
  return created;
}

function logFailure(error: unknown): void {
  console.error('probe budget failed', error instanceof Error ? error.message : '');
}
