/** The audio quality of a call, in four steps. */
import type { Quality } from '../../protocol/engine-events.ts';

/** From the SDK's mean opinion score, 1 (bad) to 5; null or undefined while it is not known. */
export function qualityOf(mos: number | null | undefined): Quality | null {
  if (mos == null) return null;
  if (mos >= 4.1) return 4;
  if (mos >= 3.7) return 3;
  if (mos >= 3.1) return 2;
  return 1;
}
