/** Stores the agent's choices at the backend: availability, and ringing on the own phone. */
import type { Choices } from '../../../shared/api.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { postChoices } from '../../worker-client.ts';
import { showAgent } from './agent.ts';

/** @throws {ProblemError} when the backend does not store the choices; nothing changes then. */
export async function saveChoices(choices: Choices): Promise<void> {
  await showAgent(await postChoices(await requirePairing(), choices));
}
