/** The backend on Cloudflare, by wrangler. */
import * as z from 'zod';
import type { Host } from './host.ts';
import { noDatabase, readDatabaseId, writeDatabaseId } from './wrangler-config.ts';
import { type RunWrangler, type WranglerResult, wranglerDone } from './wrangler.ts';

const whoamiSchema = z.object({
  loggedIn: z.literal(true),
  email: z.string().optional(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
});
const databasesSchema = z.array(z.object({ uuid: z.string(), name: z.string() }));
const deploySchema = z.object({ type: z.literal('deploy'), targets: z.array(z.string()).nullish() });

export type CloudflareOptions = {
  configFile: string;
  /** Address of a domain of one's own; without it the one on workers.dev. */
  customUrl: string | null;
  /** The account of an earlier run. */
  accountId: string | undefined;
  /** Asks which of several accounts; throws where nobody can be asked. */
  chooseAccount(accounts: { id: string; name: string }[]): Promise<string>;
  /** Opens the browser for the login. @returns whether it was tried. */
  login(): Promise<boolean>;
  keepAccount(id: string): void;
};

const loginHint = 'Log in to Cloudflare first: npm run wrangler -- login. On a machine without a browser set CLOUDFLARE_API_TOKEN instead.';

/** wrangler with the chosen account. */
type Session = {
  configFile: string;
  /** @throws {Error} when it failed. */
  wrangler: (args: string[], action: string, input?: string) => Promise<WranglerResult>;
  databaseId: (name: string) => Promise<string | undefined>;
};

const databaseName = 'hatif';

export function cloudflare(run: RunWrangler, options: CloudflareOptions): Host {
  const { configFile, customUrl } = options;
  let env: Record<string, string> = {};
  const wrangler: Session['wrangler'] = (args, action, input) =>
    wranglerDone(run([...args, '-c', configFile], { env, ...(input === undefined ? {} : { input }) }), action);
  const session: Session = {
    configFile,
    wrangler,
    async databaseId(name) {
      const { stdout } = await wrangler(['d1', 'list', '--json'], 'Listing the databases');
      return databasesSchema.parse(parseJson(stdout)).find((database) => database.name === name)?.uuid;
    },
  };
  return {
    name: 'Cloudflare',
    servesAfterwards: true,
    databaseName,
    async prepare() {
      const { email = 'an API token', account } = await chooseAccount(run, options);
      env = { CLOUDFLARE_ACCOUNT_ID: account.id };
      options.keepAccount(account.id);
      return `${email}, account ${account.name}`;
    },
    async findDatabase() {
      const id = readDatabaseId(configFile);
      return id !== noDatabase && (await session.databaseId(databaseName)) === id;
    },
    databaseExists: async () => (await session.databaseId(databaseName)) !== undefined,
    workerExists: () => workerExists(run, configFile, env),
    createDatabase: () => createDatabase(session),
    async applyMigrations() {
      await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote'], 'Bringing the database up to date');
    },
    async deploy() {
      const { report, output } = await wrangler(['deploy'], 'Deploying the backend');
      return customUrl ?? addressOf(report, output);
    },
    async putSettings(settings) {
      await wrangler(['secret', 'bulk'], 'Giving the backend its settings', JSON.stringify(settings));
    },
    async deleteWorker() {
      await wrangler(['delete', '--force'], 'Deleting the backend');
    },
    deleteDatabase: () => deleteDatabase(session),
  };
}

async function chooseAccount(run: RunWrangler, options: CloudflareOptions) {
  const whoami = async () => whoamiSchema.safeParse(parseJson((await run(['whoami', '--json'])).stdout)).data;
  const user = (await whoami()) ?? ((await options.login()) ? await whoami() : undefined);
  if (!user) throw new Error(loginHint);
  const [first, second] = user.accounts;
  if (!first) throw new Error('This Cloudflare login has no account.');
  const wanted = process.env['CLOUDFLARE_ACCOUNT_ID'] ?? options.accountId;
  const id = wanted ?? (second ? await options.chooseAccount(user.accounts) : first.id);
  const account = user.accounts.find((each) => each.id === id);
  if (account) return { email: user.email, account };
  throw new Error('The chosen Cloudflare account does not belong to this login. Log in with another one, or unset CLOUDFLARE_ACCOUNT_ID.');
}

const unknownWorker = /\b10007\b|does not exist/;

async function workerExists(run: RunWrangler, configFile: string, env: Record<string, string>): Promise<boolean> {
  const result = await run(['deployments', 'list', '-c', configFile], { env });
  if (result.code !== 0 && unknownWorker.test(result.output)) return false;
  await wranglerDone(Promise.resolve(result), 'Looking for an earlier deployment');
  return true;
}

/** Takes over a database of that name: an earlier run may have stopped before it wrote the id. */
async function createDatabase({ configFile, wrangler, databaseId }: Session): Promise<void> {
  if ((await databaseId(databaseName)) === undefined) await wrangler(['d1', 'create', databaseName], 'Creating the database');
  const id = await databaseId(databaseName);
  if (id === undefined) throw new Error(`Cloudflare does not list the new database ${databaseName} yet. Run the same command again.`);
  writeDatabaseId(configFile, id);
}

async function deleteDatabase({ configFile, wrangler, databaseId }: Session): Promise<void> {
  if (await databaseId(databaseName)) await wrangler(['d1', 'delete', databaseName, '--skip-confirmation'], 'Deleting the database');
  writeDatabaseId(configFile, noDatabase);
}

function addressOf(report: string, output: string): string {
  const url = deployedUrl(report) ?? /https:\/\/[\w.-]+\.workers\.dev/.exec(output)?.[0];
  if (url) return url;
  throw new Error(
    'The backend is deployed, and Cloudflare gave it no address. Open Workers & Pages in the Cloudflare dashboard once to choose a workers.dev subdomain, or give your own domain with --url, then run the same command again.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The first https address among the targets of the deployment; a cron trigger is a target too. */
function deployedUrl(report: string): string | undefined {
  const deployments = report.split('\n').flatMap((line) => deploySchema.safeParse(parseJson(line)).data ?? []);
  const targets = deployments.flatMap((deployment) => deployment.targets ?? []);
  return targets
    .map((target) => (target.startsWith('https://') ? target : `https://${target}`))
    .find((url) => /^https:\/\/[\w-]+(\.[\w-]+)+$/.test(url));
}
