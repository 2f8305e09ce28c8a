/** The keyboard shortcuts that work everywhere in the browser. Opening the popup is Chrome's own. */
import { isLive } from '../../shared/call.ts';
import { readBoard } from '../board.ts';
import { order } from './engine.ts';

export async function keyPressed(command: string): Promise<void> {
  const { call } = await readBoard();
  if (!isLive(call)) return;
  if (command === 'hang-up') await order({ order: 'hangUp', callId: call.id });
  if (command === 'mute') await order({ order: 'mute', callId: call.id, on: !call.muted });
}
