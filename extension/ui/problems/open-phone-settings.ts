/** Opens the place where the agent's own phone is set. */
import { send } from '../../protocol/transport.ts';

export function openPhoneSettings(): void {
  void send('background', { command: 'openPage', page: 'options', section: 'calling' });
}
