/** `npm run setup -- --undo`. */
import { readAccount } from './account.ts';
import { planUndo } from './plan.ts';
import type { SetupRecord } from './record.ts';
import type { Setup } from './setup-context.ts';
import { runUndo } from './run-undo.ts';
import { describeUndo } from './steps.ts';
import type { TwilioApi } from './twilio-api.ts';

export async function undoSetup(
  { root, options, terminal, createHost }: Setup,
  api: TwilioApi,
  record: SetupRecord | null,
): Promise<number> {
  if (!record) {
    terminal.say('Nothing to undo: there is no record of a setup in .local/setup.json.');
    return 0;
  }
  const host = createHost(record);
  const account = await readAccount(api, record.countries, []);
  const steps = planUndo(account, record);
  terminal.say('What will be removed:');
  for (const [index, step] of steps.entries()) terminal.say(`  ${index + 1}. ${describeUndo(step, host)}`);
  if (options.plan) return 0;
  if (!options.yes && !(await terminal.confirm('Remove it?'))) {
    terminal.say('Nothing was removed.');
    return 1;
  }
  if (record.worker || record.database) await host.prepare();
  for (const [index, step] of steps.entries()) {
    await runUndo({ root, api, host, record }, step);
    terminal.say(`✓ ${index + 1}/${steps.length} ${describeUndo(step, host)}`);
  }
  return 0;
}
