/** A choice between two or three, side by side; arrows change it. */
import './segmented.css';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from '../app/icon.tsx';

type Props<Value extends string> = {
  /** The accessible name of the group. */
  name: string;
  value: Value;
  choices: { value: Value; label: string; icon?: IconName }[];
  onChoose: (value: Value) => void;
};

export function Segmented<Value extends string>({ name, value, choices, onChoose }: Props<Value>) {
  const group = useId();
  return (
    <div class="segmented" role="radiogroup" aria-label={name}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={group} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
          {choice.icon && <Icon name={choice.icon} size={18} />}
          {choice.label}
        </label>
      ))}
    </div>
  );
}
