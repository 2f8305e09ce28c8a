/** The work of all pages: one queue for each tab, which the queries of its frames share. */
import type { Sender } from '../../protocol/transport.ts';
import { createPageWork, type Requester, type Steps } from './page-work.ts';
import { hostOf } from './sender-host.ts';

const pageWork = createPageWork();

/** @throws {ProblemError} `request-refused` for a tab that asks for too much. */
export function runPageWork<Result>(sender: Sender, steps: Steps<Result>): Promise<Result> {
  return pageWork.run(requesterOf(sender), steps);
}

/** A tab that shows another site has a new allowance. */
function requesterOf({ tab, frameId = 0 }: Sender): Requester {
  return { tab: `${tab?.id} ${hostOf({ url: tab?.url ?? '' })}`, frameId };
}
