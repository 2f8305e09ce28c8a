/** The agent's own phone in the options: shown, proven by a code that a voice says to it, removed. */
import { useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import type { Command } from '../protocol/commands.ts';
import { send } from '../protocol/transport.ts';
import { announce } from '../ui/app/announce.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { KeptPhone } from './saved-phone.tsx';
import { PhoneCodeForm } from './phone-code-form.tsx';
import { PhoneNumberForm } from './phone-number-form.tsx';
import { Row } from './section.tsx';

/** What the row is about now: the phone that is kept, the number of another, or the code said to it. */
type Step = { is: 'kept' } | { is: 'number' } | { is: 'code'; phone: string };

export function OwnPhone() {
  const kept = appState.value.agent?.phone ?? null;
  const [step, setStep] = useState<Step>({ is: 'kept' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = (next: Step) => {
    setProblem(null);
    setStep(next);
  };
  const ask = async (command: Command): Promise<boolean> => {
    setProblem(null);
    const taken = await send('background', command);
    if (!taken.ok) setProblem(taken.problem);
    return taken.ok;
  };
  const ring = async (phone: string) => {
    if (await ask({ command: 'askPhoneCode', phone })) setStep({ is: 'code', phone });
  };
  const keep = async (code: string) => {
    if (!(await ask({ command: 'savePhone', code }))) return;
    announce(text('ownPhoneKept'));
    setStep({ is: 'kept' });
  };
  const remove = async () => {
    if (await ask({ command: 'removePhone' })) setStep({ is: 'number' });
  };
  const control = () => {
    if (step.is === 'code') {
      return <PhoneCodeForm phone={step.phone} onCode={keep} onAgain={() => ring(step.phone)} onOther={() => go({ is: 'number' })} />;
    }
    if (step.is === 'number' || kept === null) {
      return <PhoneNumberForm focus={step.is === 'number'} onRing={ring} {...(kept ? { onLeave: () => go({ is: 'kept' }) } : {})} />;
    }
    return <KeptPhone phone={kept} onChange={() => go({ is: 'number' })} onRemove={remove} />;
  };
  return (
    <>
      <Row title={text('ownPhone')} effect={text(kept === null && step.is !== 'code' ? 'ownPhoneFirst' : 'ownPhoneEffect')}>
        {control}
      </Row>
      {problem && (
        <div class="own-phone-problem">
          <ProblemBlock problem={problem} act={{ editNumber: () => go({ is: 'number' }) }} />
        </div>
      )}
    </>
  );
}
