/** The number of the agent's own phone: proven by a code that a voice says, stored by the backend. */
import { languageFor } from '../../state/language-choice.ts';
import { readSettings, requirePairing } from '../../state/settings-store.ts';
import { deletePhone, postPhone, postPhoneCode } from '../../worker-client.ts';
import { showAgent } from './agent.ts';

/** @throws {ProblemError} when the phone may not be rung. */
export async function askPhoneCode(phone: string): Promise<void> {
  const language = languageFor((await readSettings()).language, navigator.languages);
  await postPhoneCode(await requirePairing(), { phone, language });
}

/** @throws {ProblemError} for a wrong code; the phone stays as before. */
export async function savePhone(code: string): Promise<void> {
  await showAgent(await postPhone(await requirePairing(), { code }));
}

/** @throws {ProblemError} when the backend cannot be reached; the phone stays. */
export async function removePhone(): Promise<void> {
  await showAgent(await deletePhone(await requirePairing()));
}
