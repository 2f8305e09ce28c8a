/** One step of the welcome page: open, done (folded to its result), or later (name only). */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ui/app/icon.tsx';

export type WelcomeStepState = 'open' | 'done' | 'later';

type Props = {
  is: WelcomeStepState;
  number: number;
  name: string;
  brief: string;
  doneName: string;
  doneDetail: ComponentChildren;
  /** The button that opens a done step again. */
  again: string;
  onAgain: () => void;
  children: ComponentChildren;
};

export function WelcomeStep(props: Props) {
  const { is, number, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(is === 'open');
  useEffect(() => {
    // The field of the first step takes the focus itself when the page opens.
    if (is === 'open' && !wasOpen.current) heading.current?.focus();
    wasOpen.current = is === 'open';
  }, [is]);
  return (
    <section class={`welcome-step panel-card ${is}`} aria-current={is === 'open' ? 'step' : undefined}>
      <span class="mark" aria-hidden="true">
        {is === 'done' ? <Icon name="check" size={18} /> : number}
      </span>
      <div class="welcome-step-body">
        <h2 ref={heading} tabIndex={-1}>
          {is === 'done' ? props.doneName : props.name}
        </h2>
        <p class="brief">{is === 'done' ? props.doneDetail : props.brief}</p>
        {is === 'open' && <div class="welcome-step-content">{children}</div>}
      </div>
      {is === 'done' && (
        <button type="button" class="button small" onClick={props.onAgain}>
          {props.again}
        </button>
      )}
    </section>
  );
}
