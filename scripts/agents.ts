/** `npm run agents`: who may call with Hatif, and the links with which their browsers join. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { refusalSchema } from '../shared/api.ts';
import { findBackend, type FoundBackend } from './product/find-backend.ts';
import { root as repository } from './tools/root.ts';

const usage = `Usage:
  npm run agents -- add NAME [--phone +966555010142] [--groups sales,support]
                                                       adds somebody; the phone is their own, in international form
  npm run agents -- groups NAME --groups sales,support replaces the ring groups of NAME; --groups none removes them
  npm run agents -- team NAME --access on              opens everybody's calls to NAME, or closes them: off
  npm run agents -- pair NAME                          prints a link that connects one browser, once, within 24 hours;
                                                       earlier unused links of NAME end
  npm run agents -- list                               shows everybody, their ring groups and their browsers
  npm run agents -- sessions NAME                      shows the browsers of NAME: id, when connected, when last used
  npm run agents -- revoke NAME --device ID            signs out that browser of NAME, at once
  npm run agents -- revoke NAME                        ends everything NAME may do, at once

Works on the backend at --url (with ADMIN_TOKEN from the environment or .env), else on the one that npm start runs here,
else on PUBLIC_URL of .env.`;

const agentSchema = z.object({
  identity: z.string(),
  name: z.string(),
  phone: z.nullable(z.string()),
  groups: z.array(z.string()),
  revokedAt: z.nullable(z.string()),
});
const listSchema = z.object({ agents: z.array(agentSchema.extend({ devices: z.array(z.string()), seesTeam: z.optional(z.boolean()) })) });
const teamAccessSchema = z.object({ seesTeam: z.boolean() });
const pairingSchema = z.object({ link: z.string(), expiresAt: z.string() });
const revocationSchema = z.object({ endedSessions: z.number() });
const sessionSchema = z.object({ id: z.string(), deviceName: z.string(), createdAt: z.string(), lastUsedAt: z.string() });
const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });

type Request = { verb: string; name: string; phone?: string; groups?: string[]; device?: string; access?: string };

/**
 * Runs one command.
 * @param root folder of the repository, where `.env` and `.local` are looked for.
 * @returns the exit code: 0 done, 1 the backend refused or cannot be reached, 2 not understood.
 */
export async function runAgents(argv: string[], root: string): Promise<number> {
  const read = readArguments(argv);
  if (!read) {
    console.error(usage);
    return 2;
  }
  try {
    const backend = findBackend(root, read.url);
    console.error(`Backend: ${backend.url} (${backend.source})`);
    console.log(await run(read, backend));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readArguments(argv: string[]): (Request & { url?: string }) | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        phone: { type: 'string' },
        groups: { type: 'string' },
        device: { type: 'string' },
        access: { type: 'string' },
        url: { type: 'string' },
      },
    });
    const { phone, device, access, url } = values;
    const groups = values.groups === undefined ? undefined : readGroups(values.groups);
    const [verb = '', ...words] = positionals;
    // A name of several words need not be quoted.
    const name = words.join(' ');
    const fits =
      (verb === 'list' ? name === '' : ['add', 'groups', 'team', 'pair', 'sessions', 'revoke'].includes(verb) && name !== '') &&
      (phone === undefined || verb === 'add') &&
      (device === undefined || verb === 'revoke') &&
      (verb === 'team' ? access === 'on' || access === 'off' : access === undefined) &&
      (groups === undefined ? verb !== 'groups' : verb === 'add' || verb === 'groups');
    return fits ? { verb, name, ...given({ phone, groups, device, access, url }) } : null;
  } catch {
    return null;
  }
}

/** Without the options that were left out. */
function given<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Options]?: NonNullable<Options[Name]>;
  };
}

/** `none` is no group: the shell makes an empty text easy to lose. */
function readGroups(text: string): string[] {
  return text === 'none' ? [] : text.split(',').map((group) => group.trim());
}

async function run({ verb, name, device, access, ...agent }: Request, backend: FoundBackend): Promise<string> {
  switch (verb) {
    case 'add': {
      const added = await ask(backend, 'POST', 'agents', agentSchema, { name, ...agent });
      return `Added ${added.name} (${added.identity}). Next: npm run agents -- pair ${JSON.stringify(added.name)}`;
    }
    case 'groups': {
      const changed = await ask(backend, 'POST', 'ring-groups', agentSchema, { name, groups: agent.groups });
      return `Ring groups of ${changed.name}: ${changed.groups.join(', ') || 'none'}`;
    }
    case 'team': {
      const { seesTeam } = await ask(backend, 'POST', 'team-access', teamAccessSchema, { name, seesTeam: access === 'on' });
      return seesTeam ? `${name} sees everybody's calls` : `${name} sees the own calls and the unanswered ones`;
    }
    case 'pair': {
      const { link, expiresAt } = await ask(backend, 'POST', 'pairing-codes', pairingSchema, { name });
      console.error(`Works once, until ${new Date(expiresAt).toLocaleString()}. Paste it into Hatif's welcome page:`);
      return link;
    }
    case 'sessions': {
      const { sessions } = await ask(backend, 'GET', `sessions?${new URLSearchParams({ name })}`, sessionsSchema);
      return sessions.map(describeSession).join('\n') || 'No browser.';
    }
    case 'revoke': {
      const { endedSessions } = await ask(backend, 'POST', 'revocations', revocationSchema, { name, ...given({ device }) });
      if (device !== undefined) return `Signed out browser ${device} of ${name}`;
      return `Revoked ${name}; sessions ended: ${endedSessions}`;
    }
    default:
      return (await ask(backend, 'GET', 'agents', listSchema)).agents.map(describe).join('\n') || 'Nobody yet.';
  }
}

function describe({ name, identity, phone, groups, revokedAt, devices, seesTeam }: z.infer<typeof listSchema>['agents'][number]): string {
  const state = revokedAt ? `revoked ${revokedAt}` : devices.length > 0 ? devices.map(onOneLine).join(', ') : 'no browser yet';
  const rings = groups.length > 0 ? `, rings for ${groups.join(' and ')}` : '';
  return `${name} (${identity}), ${phone ?? 'no phone'}${rings}${seesTeam ? ', sees the team' : ''}: ${state}`;
}

function describeSession({ id, deviceName, createdAt, lastUsedAt }: z.infer<typeof sessionSchema>): string {
  return `${id}  ${onOneLine(deviceName)}, connected ${dayOf(createdAt)}, last used ${dayOf(lastUsedAt)}`;
}

function dayOf(isoTime: string): string {
  return isoTime.slice(0, 10);
}

/** A browser gives itself its name: nothing in it may steer a terminal. */
function onOneLine(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}

async function ask<Schema extends z.ZodType>(
  { url, adminToken }: FoundBackend,
  method: 'GET' | 'POST',
  resource: string,
  schema: Schema,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const response = await fetch(`${url}/api/admin/${resource}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new Error(`${url} does not answer. Is it running?`, { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return schema.parse(answer);
  const refusal = refusalSchema.safeParse(answer);
  throw new Error(refusal.success ? refusal.data.message : `${url} answered ${response.status}, not as a Hatif backend does`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  process.exitCode = await runAgents(process.argv.slice(2), repository);
}
