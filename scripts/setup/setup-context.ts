/** What a run of the setup is given. */
import type { Host } from './host.ts';
import type { SetupOptions } from './options.ts';
import type { SetupRecord } from './record.ts';
import type { Step } from './steps.ts';
import type { Terminal } from './terminal.ts';

export type Setup = {
  /** Folder of `.env` and `.local`. */
  root: string;
  options: SetupOptions;
  terminal: Terminal;
  env: Record<string, string | undefined>;
  createHost: (record: SetupRecord) => Host;
  /** Hashes of what is to be deployed. */
  hashes: { migrations: string; source: string };
  /** Called after each step; tests interrupt there. */
  onStepDone?: (step: Step) => void;
};
