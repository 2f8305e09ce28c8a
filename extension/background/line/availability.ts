/** Whether the agent takes calls: what they choose goes to the backend, which keeps it. */
import type { Agent, Choices } from '../../../shared/api.ts';
import type { AppState } from '../../state/app-state.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { postChoices } from '../../worker-client.ts';

/** @throws {ProblemError} when the backend cannot be told; nothing changes then. */
export async function saveChoices(choices: Choices): Promise<void> {
  const pairing = await requirePairing();
  const agent = await postChoices(pairing, choices);
  await changeAppState((appState) => withAgent(appState, agent));
}

/** The app state with what the backend says of the agent. Being busy is known here better. */
export function withAgent(appState: AppState, agent: Agent): AppState {
  return { ...appState, agent, availability: agent.availability === 'away' ? 'away' : 'available' };
}
