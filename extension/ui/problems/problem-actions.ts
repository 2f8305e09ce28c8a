/** Default actions of Problem buttons, for surfaces without an action of their own. */
import browser from '../../browser.ts';
import { sendCommand } from '../app/send-command.ts';
import { openPhoneSettings } from './open-phone-settings.ts';
import type { ProblemAction } from './problem-table.ts';

export type ProblemActions = Partial<Record<ProblemAction, (event: Event) => void>>;

export const defaultActions: ProblemActions = {
  connect: () => void sendCommand({ command: 'openPage', page: 'welcome' }),
  tryAgain: () => void sendCommand({ command: 'checkLine' }),
  microphone: () => void sendCommand({ command: 'openPage', page: 'welcome', section: 'microphone' }),
  ownPhone: openPhoneSettings,
  report: () => void sendCommand({ command: 'openPage', page: 'options', section: 'report' }),
  log: () => void sendCommand({ command: 'openPage', page: 'log' }),
  extensions: () => void browser.tabs.create({ url: 'chrome://extensions' }),
};
