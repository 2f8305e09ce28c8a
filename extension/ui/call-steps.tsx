/** The steps of a call that is being set up from the browser: microphone, line, ringing. */
import './call-steps.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CallOnBoard } from '../board.ts';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';
import { PhoneNumber } from './phone-number.tsx';
import { board } from './signals.ts';
import { richText, text } from './text.ts';

type Step = { name: ComponentChildren; detail?: ComponentChildren; spoken: string };

export function CallSteps({ call }: { call: CallOnBoard }) {
  const current = currentStep(call);
  const steps = stepsOf(call, current);
  useEffect(() => announce(steps[current]!.spoken), [current]);
  return (
    <ol class="call-steps">
      {steps.map(({ name, detail }, index) => {
        const is = index < current ? 'done' : index === current ? 'now' : 'next';
        return (
          <li key={index} class={is} aria-current={is === 'now' ? 'step' : undefined}>
            <span class="step-mark">{is === 'done' ? <Icon name="check" size={14} /> : index + 1}</span>
            <div>
              <p class="step-name">
                {name}
                {is === 'done' && <span class="visually-hidden">, {text('stepDone')}</span>}
              </p>
              {detail && <p class="step-detail">{detail}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** The microphone is looked at before anything is dialled, so that only a first call waits at it. */
function currentStep({ phase }: CallOnBoard): number {
  if (phase.is === 'ringing') return 2;
  return board.value.microphone === 'granted' ? 1 : 0;
}

function stepsOf({ number }: CallOnBoard, current: number): Step[] {
  const callerId = board.value.agent?.callerId;
  const ring = { number: <PhoneNumber value={number} /> };
  return [
    { name: text(current > 0 ? 'stepMicrophoneDone' : 'stepMicrophone'), spoken: text('stepMicrophone') },
    { name: text(current > 1 ? 'stepLineDone' : 'stepLine'), spoken: text('stepLine') },
    {
      name: richText(current === 2 ? 'stepRinging' : 'stepRing', ring),
      detail: callerId ? richText('theySee', { number: <PhoneNumber value={callerId} /> }) : text('theySeeNothing'),
      spoken: text('stateRinging'),
    },
  ];
}
