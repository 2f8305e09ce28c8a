/** Writes the value of a limit as the text that its setting has. */
import type { Money } from '../http/setting-rules.ts';
import { showMoney } from './spend.ts';

export function settingText(value: number | boolean | Money | ReadonlySet<string> | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return String(value);
  return 'micros' in value ? showMoney(value) : [...value].join(',');
}
