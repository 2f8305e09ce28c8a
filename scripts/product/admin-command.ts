/** What npm commands for admins share: words on the command line, the backend, and exit codes. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { findBackend, type FoundBackend } from './find-backend.ts';

/** A verb, then a name of several words that need not be quoted. Null when an option is not known. */
export function readWords<const Options extends ParseArgsOptionsConfig>(argv: string[], options: Options) {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
    const [verb = '', ...words] = positionals;
    return { verb, name: words.join(' '), values };
  } catch {
    return null;
  }
}

type Command<Request> = {
  usage: string;
  /** Null when the request was not understood. */
  request: (Request & { url?: string }) | null;
  /** @returns the exit code. */
  run: (request: Request, backend: FoundBackend) => Promise<number>;
};

/**
 * @param root folder of the repository, where `.env` and `.local` are looked for.
 * @returns the exit code: that of `run`, 1 when the backend refused or cannot be reached, 2 when not understood.
 */
export async function runAdminCommand<Request>(root: string, { usage, request, run }: Command<Request>): Promise<number> {
  if (!request) {
    console.error(usage);
    return 2;
  }
  try {
    const backend = findBackend(root, request.url);
    console.error(`Backend: ${backend.url} (${backend.source})`);
    return await run(request, backend);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
