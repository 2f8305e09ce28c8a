/** The agent's own phone: proven by a code that a voice says to it, kept by the backend. */
import type { Agent } from '../../../shared/api.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { languageFor } from '../../state/language-choice.ts';
import { readSettings, requirePairing } from '../../state/settings-store.ts';
import { deletePhone, postPhone, postPhoneCode } from '../../worker-client.ts';
import { withAgent } from './availability.ts';

/** @throws {ProblemError} when the phone may not be rung. */
export async function askPhoneCode(phone: string): Promise<void> {
  const language = languageFor((await readSettings()).language, navigator.languages);
  await postPhoneCode(await requirePairing(), { phone, language });
}

/** @throws {ProblemError} when it is not the code that was said; the phone stays as it was. */
export async function savePhone(code: string): Promise<void> {
  await showAgent(await postPhone(await requirePairing(), { code }));
}

/** @throws {ProblemError} when the backend cannot be told; the phone stays. */
export async function removePhone(): Promise<void> {
  await showAgent(await deletePhone(await requirePairing()));
}

async function showAgent(agent: Agent): Promise<void> {
  await changeAppState((appState) => withAgent(appState, agent));
}
