/** The initials of a person, or an icon for one without a name. Decoration: the name stands beside it. */
import { Icon } from '../app/icon.tsx';
import { initialsOf } from './caller-label.ts';

export function Avatar({ name, iconSize = 20 }: { name: string | null; iconSize?: 20 | 24 }) {
  return (
    <span class="avatar" aria-hidden="true">
      {(name && initialsOf(name)) ?? <Icon name="user" size={iconSize} />}
    </span>
  );
}
