/** The keyboard shortcuts that work everywhere in the browser. Opening the popup is Chrome's own. */
import { isLive } from '../../shared/call.ts';
import { readBoard } from '../board.ts';
import { order } from './engine.ts';
import { goToNumber } from './page-numbers.ts';

export async function keyPressed(command: string): Promise<void> {
  if (command === 'next-number') return goToNumber('next');
  if (command === 'previous-number') return goToNumber('previous');
  const { call } = await readBoard();
  if (!isLive(call)) return;
  if (command === 'hang-up') await order({ order: 'hangUp', callId: call.id });
  if (command === 'mute') await order({ order: 'mute', callId: call.id, on: !call.muted });
}
