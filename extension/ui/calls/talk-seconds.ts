/** How long the two people of an ended call talked: as the log has it once the call has settled, until then as this browser saw it. */
import type { Phase } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';

export function talkSecondsOf({ talkSeconds }: Pick<ActiveCall, 'talkSeconds'>, ended: Extract<Phase, { is: 'ended' }>): number {
  if (ended.connectedAt === undefined) return 0;
  return talkSeconds ?? Math.round((ended.at - ended.connectedAt) / 1000);
}
