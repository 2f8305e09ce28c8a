/** Default actions of Problem buttons, for surfaces without an action of their own. */
import { send } from '../../protocol/transport.ts';
import { openPhoneSettings } from './open-phone-settings.ts';
import type { ProblemAction } from './problem-text.ts';

export type ProblemActions = Partial<Record<ProblemAction, (event: Event) => void>>;

export const defaultActions: ProblemActions = {
  connect: () => void send('background', { command: 'openPage', page: 'welcome' }),
  tryAgain: () => void send('background', { command: 'checkLine' }),
  microphone: () => void send('background', { command: 'openPage', page: 'welcome', section: 'microphone' }),
  ownPhone: openPhoneSettings,
};
