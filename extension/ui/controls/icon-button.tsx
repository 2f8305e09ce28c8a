/** A button with an icon only: its name is the accessible name and the tooltip. */
import { Icon, type IconName } from '../app/icon.tsx';

export function IconButton(props: { icon: IconName; name: string; onClick: () => void; size?: 16 | 18 | 20; class?: string }) {
  return (
    <button type="button" class={`icon-button ${props.class ?? ''}`} aria-label={props.name} title={props.name} onClick={props.onClick}>
      <Icon name={props.icon} size={props.size ?? 18} />
    </button>
  );
}
