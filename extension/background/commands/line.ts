/** Commands about the line: pairing, availability, tests of the line. */
import * as z from 'zod/mini';
import { languageSchema } from '../../../shared/api.ts';
import { text } from '../../protocol/schemas.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { joinBackend, leaveBackend } from '../join-backend.ts';
import { refreshAgent } from '../line/agent.ts';
import { saveChoices } from '../line/agent-choices.ts';
import { sendToEngine } from '../line/engine.ts';
import { ringMeNow } from '../line/line-probe.ts';
import { runPreflight } from '../line/preflight.ts';
import { checkLine } from '../line/token.ts';
import { defineCommand } from './define-command.ts';

export const lineCommands = {
  setAvailability: defineCommand({
    fields: { availability: z.enum(['available', 'away']) },
    run: ({ availability }) => saveChoices({ availability }),
  }),
  /** Whether calls ring the agent's own phone when no browser takes them. */
  setRingOwnPhone: defineCommand({
    fields: { on: z.boolean() },
    run: ({ on }) => saveChoices({ ringOwnPhone: on }),
  }),
  /** Rings this browser and measures the time until the ring: `appState.ringTest`. */
  ringMeNow: defineCommand({ run: ringMeNow }),
  /** Fetches what the admin allows the agent. */
  refreshAgent: defineCommand({ run: async () => refreshAgent(await requirePairing()) }),
  checkLine: defineCommand({ run: checkLine }),
  /** A test call; its result comes as `appState.preflight` with this id. */
  runPreflight: defineCommand({
    fields: { id: z.uuid(), language: languageSchema },
    run: ({ id, language }) => runPreflight(id, language),
  }),
  microphoneChanged: defineCommand({ run: () => sendToEngine({ command: 'lookAtMicrophone' }) }),
  pair: defineCommand({ fields: { link: text(2000) }, run: ({ link }) => joinBackend(link) }),
  unpair: defineCommand({ run: leaveBackend }),
};
