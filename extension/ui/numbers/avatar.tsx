/** The initials of a person, or an icon for one without a name. */
import { Icon } from '../app/icon.tsx';
import { initialsOf } from './caller-label.ts';

type Props = {
  name: string | null;
  iconSize?: 20 | 24;
  /** Whether screen readers read the initials, beside the name. */
  spoken?: boolean;
};

export function Avatar({ name, iconSize = 20, spoken = false }: Props) {
  return (
    <span class="avatar" aria-hidden={spoken ? undefined : 'true'}>
      {(name && initialsOf(name)) ?? <Icon name="user" size={iconSize} />}
    </span>
  );
}
