/** An ordered list of call steps with one current step; each is announced when it starts. */
import './call-steps.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';

export type CallStep = { name: ComponentChildren; detail?: ComponentChildren; spoken: string };

export function CallStepList({ steps, current }: { steps: CallStep[]; current: number }) {
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
