/** Opens the place where the agent's own phone is set. */
import { sendCommand } from '../app/send-command.ts';

export function openPhoneSettings(): void {
  void sendCommand({ command: 'openPage', page: 'options', section: 'calling' });
}
