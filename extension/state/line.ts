/** The line in the app state, from what the engine reports. */
import type { Line } from '../protocol/engine-events.ts';

/** The engine turns its line off when the session is revoked: the Problem stays shown until the next attempt to connect. */
export function lineToShow(shown: Line, reported: Line): Line {
  return reported.is === 'off' && shown.is === 'problem' ? shown : reported;
}
