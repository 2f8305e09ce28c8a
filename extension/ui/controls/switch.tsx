/** A switch with an On or Off label. */
import './switch.css';
import { text } from '../app/text.ts';

type Props = { labelledBy: string; on: boolean; onChange: (on: boolean) => void };

export function Switch({ labelledBy, on, onChange }: Props) {
  return (
    <span class="switch">
      <span aria-hidden="true">{text(on ? 'switchOn' : 'switchOff')}</span>
      <button type="button" role="switch" aria-checked={on} aria-labelledby={labelledBy} onClick={() => onChange(!on)} />
    </span>
  );
}
