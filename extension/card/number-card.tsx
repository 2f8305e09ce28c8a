/** The card beside a number: how the number is read, and the actions for it. */
import type { NumberCardState } from './card-state.ts';
import { AskCountry } from './ask-country.tsx';
import { CallForm } from './call-form.tsx';
import { CardHead } from './card-head.tsx';
import { CardProblem } from './card-problem.tsx';
import { CoveredNotice } from '../ui/visibility/covered-notice.tsx';
import { NumberBlock } from './number-block.tsx';
import { PartyLine } from './party-line.tsx';
import { NumberSourceNotice } from './number-source-notice.tsx';
import { UnknownNumberNotice } from './unknown-number-notice.tsx';
import { hangUp, numberReading } from './card-store.ts';
import { endingClick } from '../ui/visibility/guarded-click.ts';
import { CallSteps } from '../ui/calls/call-steps.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { WrittenNumber } from '../ui/numbers/phone-number.tsx';
import { text } from '../ui/app/text.ts';

export function NumberCard({ state }: { state: NumberCardState }) {
  const read = numberReading.value;
  // DOM order is tab order: Call first, Close last. CSS `order` gives the visual order.
  return (
    <div class="number-card">
      <CardAction state={state} />
      {state.is !== 'dialling' && <NumberSourceNotice card={state.card} />}
      {state.is !== 'dialling' && read?.is === 'read' && read.number.kind === 'unknown' && (
        <UnknownNumberNotice country={read.number.country} />
      )}
      {read?.is === 'read' ? (
        <>
          <PartyLine name={state.card.name} number={read.number.e164} />
          <NumberBlock number={read.number} />
        </>
      ) : (
        <p class="number unread">
          <WrittenNumber value={state.card.written} />
        </p>
      )}
      <CardHead state={state} />
      <CoveredNotice />
    </div>
  );
}

function CardAction({ state }: { state: NumberCardState }) {
  switch (state.is) {
    case 'ready':
    case 'busy':
      return <CallForm busyWith={state.is === 'busy' ? state.call : null} name={text('call')} />;
    case 'unsure':
      return <AskCountry ask={state.ask} />;
    case 'unreadable':
    case 'blocked':
      return <CardProblem problem={state.problem} />;
    case 'unanswered': {
      const problem = state.call.phase.is === 'ended' ? state.call.phase.problem : undefined;
      return problem ? <CardProblem problem={problem} /> : <CallForm busyWith={null} name={text('callAgain')} />;
    }
    case 'dialling':
      return (
        <>
          <button type="button" class="button end main wide" data-first onClick={endingClick(() => hangUp(state.call.id))}>
            <Icon name="hang-up" />
            {text('cancelCall')}
          </button>
          <CallSteps call={state.call} />
        </>
      );
  }
}
