/** Commands about the line: pairing, availability, tests of the line. */
import { saveChoices } from '../line/agent-choices.ts';
import { sendToEngine } from '../line/engine.ts';
import { ringMeNow } from '../line/line-probe.ts';
import { joinBackend, leaveBackend } from '../join-backend.ts';
import { checkLine } from '../line/token.ts';
import type { Handlers } from './handlers.ts';

export const lineCommands = {
  setAvailability: ({ availability }) => saveChoices({ availability }),
  setRingOwnPhone: ({ on }) => saveChoices({ ringOwnPhone: on }),
  ringMeNow,
  checkLine,
  microphoneChanged: () => sendToEngine({ command: 'lookAtMicrophone' }),
  pair: ({ link }) => joinBackend(link),
  unpair: leaveBackend,
} satisfies Partial<Handlers>;
