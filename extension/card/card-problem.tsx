/** A Problem in place of Call, with the agent's other phone as a second button where there is one. */
import type { Problem } from '../../shared/problem.ts';
import { isOfBrowserAlone } from '../state/call-route.ts';
import { Icon } from '../ui/app/icon.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { dial, mode } from './card-store.ts';
import { guardedClick, openDialPad } from '../ui/visibility/guarded-click.ts';

export function CardProblem({ problem }: { problem: Problem }) {
  const { agent } = appState.value;
  const phoneCanCall = isOfBrowserAlone(problem) && mode.value === 'browser' && agent?.modes.phone === true && agent.phone !== null;
  return (
    <ProblemBlock problem={problem} compact actions={{ editNumber: openDialPad, callAgain: guardedClick(() => void dial()) }}>
      {phoneCanCall && (
        <button type="button" class="button wide" onClick={guardedClick(() => void dial('phone'))}>
          <Icon name="mobile" size={18} />
          {text('cardCallWithPhone')}
        </button>
      )}
    </ProblemBlock>
  );
}
