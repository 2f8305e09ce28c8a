/** The card beside a number: how it reads, and what can be done with it now. */
import type { Face } from './card-state.ts';
import { CallForm } from './call-form.tsx';
import { CardHead } from './card-head.tsx';
import { CardProblem } from './card-problem.tsx';
import { Covered } from '../ui/visibility/covered-notice.tsx';
import { NumberBlock } from './number-block.tsx';
import { PageSays } from './number-source-notice.tsx';
import { hangUp, reading } from './card-store.ts';
import { unlessCovered } from '../ui/visibility/guarded-click.ts';
import { CallSteps } from '../ui/calls/call-steps.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { WrittenNumber } from '../ui/numbers/phone-number.tsx';
import { text } from '../ui/app/text.ts';

export type NumberFace = Exclude<Face, { is: 'blank' | 'docked' }>;

export function NumberCard({ face }: { face: NumberFace }) {
  const read = reading.value;
  // The order of the keyboard: Call first, Close last. The style sheet puts them where the eye expects them.
  return (
    <div class="number-card">
      <Doing face={face} />
      {face.is !== 'dialling' && <PageSays card={face.card} />}
      {read?.is === 'read' ? (
        <NumberBlock number={read.number} />
      ) : (
        <p class="number unread">
          <WrittenNumber value={face.card.written} />
        </p>
      )}
      <CardHead face={face} />
      <Covered />
    </div>
  );
}

function Doing({ face }: { face: NumberFace }) {
  switch (face.is) {
    case 'ready':
    case 'busy':
      return <CallForm busyWith={face.is === 'busy' ? face.call : null} name={text('call')} />;
    case 'unreadable':
    case 'blocked':
      return <CardProblem problem={face.problem} />;
    case 'unanswered': {
      const problem = face.call.phase.is === 'ended' ? face.call.phase.problem : undefined;
      return problem ? <CardProblem problem={problem} /> : <CallForm busyWith={null} name={text('callAgain')} />;
    }
    case 'dialling':
      return (
        <>
          <button type="button" class="button end main wide" data-first onClick={unlessCovered(() => hangUp(face.call.id))}>
            <Icon name="hang-up" />
            {text('cancelCall')}
          </button>
          <CallSteps call={face.call} />
        </>
      );
  }
}
