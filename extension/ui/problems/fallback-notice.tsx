/** The reason why a call goes through the agent's own phone, with the button that fixes it. */
import './fallback-notice.css';
import type { Problem } from '../../../shared/problem.ts';
import { defaultActions } from './problem-actions.ts';
import { Icon } from '../app/icon.tsx';
import { problemText } from './problem-text.ts';
import { text } from '../app/text.ts';

export function FallbackNotice({ because }: { because: Problem }) {
  const { what, why, action } = problemText(because);
  const mend = action && defaultActions[action.does];
  return (
    <p class="fallback-notice" role="note">
      <Icon name="mobile" size={18} />
      <span>{text('byPhoneBecause', { what, why })}</span>
      {action && mend && (
        <button type="button" class="link" onClick={mend}>
          {action.name}
        </button>
      )}
    </p>
  );
}
