/** Executes the steps that take the setup back. What is gone already counts as removed. */
import path from 'node:path';
import * as z from 'zod';
import { removeFromEnvFile } from './env-file.ts';
import { removeFallback } from './host-fallback.ts';
import type { Host } from './host.ts';
import { removeRecord, saveRecord, type SetupRecord } from './record.ts';
import { setPermissions } from './run-step.ts';
import type { UndoStep } from './steps.ts';
import { nothing, nullIfMissing, type TwilioApi } from './twilio-api.ts';

const sidSchema = z.object({ sid: z.string() });

export type Undo = { root: string; api: TwilioApi; host: Host; record: SetupRecord };

/** Twilio refuses an empty method; without one it keeps its default. */
function withoutEmptyMethods(form: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== '' || !name.endsWith('Method')));
}

export async function runUndo({ root, api, host, record }: Undo, step: UndoStep): Promise<void> {
  const remove = async (resource: string) => void (await api.request('DELETE', resource, nothing).catch(nullIfMissing));
  const restore = async (resource: string, sid: string) =>
    void (await api.request('POST', `${resource}/${sid}.json`, sidSchema, withoutEmptyMethods(record.before[sid] ?? {})));
  const note = (changes: Partial<SetupRecord>) => saveRecord(root, Object.assign(record, changes));
  switch (step.is) {
    case 'releaseNumber':
      return remove(`IncomingPhoneNumbers/${step.sid}.json`);
    case 'restoreNumber':
      return restore('IncomingPhoneNumbers', step.sid);
    case 'restoreApp':
      return restore('Applications', step.sid);
    case 'deleteApp':
      return remove(`Applications/${step.sid}.json`);
    case 'deleteKey':
      return remove(`Keys/${step.sid}.json`);
    case 'removeFallback':
      return removeFallback(api);
    case 'disallowCountries':
      await setPermissions(api, step.countries, false);
      return note({ countries: [] });
    case 'deleteCallerId':
      return remove(`OutgoingCallerIds/${step.sid}.json`);
    case 'deleteWorker':
      await host.deleteWorker();
      return note({ worker: false });
    case 'deleteDatabase':
      await host.deleteDatabase();
      return note({ database: undefined });
    case 'cleanEnv':
      return removeFromEnvFile(path.join(root, '.env'), step.names);
    case 'forget':
      return removeRecord(root);
  }
}
