/** Which calls count as missed: for the badge of the toolbar, the call log and the log's filter. */
import type { LoggedCall } from './api.ts';

/**
 * An incoming call that ended before an agent answered it: it rang out, the caller hung up while it rang, or the caller
 * left a voicemail. A call whose outcome is `declined` is not missed: somebody saw it and chose (Android's call log has
 * the separate type "rejected" for it). An agent's Decline alone does not give a call that outcome, because the call
 * goes on to colleagues and to voicemail; nobody has answered it when they do not either, so it is missed.
 */
export function isMissed({
  direction,
  phase,
  answeredAt,
  outcome,
}: Pick<LoggedCall, 'direction' | 'phase' | 'answeredAt' | 'outcome'>): boolean {
  return direction === 'incoming' && phase === 'ended' && answeredAt === null && outcome !== 'declined';
}
