/** `npm run agents`: who may call with Hatif, and the links with which their browsers join. */
import path from 'node:path';
import * as z from 'zod';
import { readWords, runAdminCommand } from './product/admin-command.ts';
import { askAdmin } from './product/ask-admin.ts';
import type { FoundBackend } from './product/find-backend.ts';
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
  npm run agents -- add-admin NAME                     prints a token with which NAME may do all that ADMIN_TOKEN may
  npm run agents -- revoke-admin NAME                  ends that token, at once
  npm run agents -- admins                             shows the further admins, and the last acts of all admins

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

const adminSchema = z.object({ name: z.string(), token: z.string() });
const adminsSchema = z.object({ admins: z.array(z.object({ name: z.string(), createdAt: z.string() })) });
const actionSchema = z.object({ at: z.string(), by: z.string(), action: z.string(), subject: z.nullable(z.string()) });
const actionsSchema = z.object({ actions: z.array(actionSchema) });

type Request = { verb: string; name: string; phone?: string; groups?: string[]; device?: string; access?: string };

/** @returns the exit code: 0 done, 1 the backend refused or cannot be reached, 2 not understood. */
export function runAgents(argv: string[], root: string): Promise<number> {
  return runAdminCommand(root, {
    usage,
    request: readRequest(argv),
    run: async (request: Request, backend) => {
      console.log(await run(request, backend));
      return 0;
    },
  });
}

function readRequest(argv: string[]): (Request & { url?: string }) | null {
  const text = { type: 'string' } as const;
  const read = readWords(argv, { phone: text, groups: text, device: text, access: text, url: text });
  if (!read) return null;
  const { verb, name, values } = read;
  const { phone, device, access, url } = values;
  const groups = values.groups === undefined ? undefined : readGroups(values.groups);
  const fits =
    (['list', 'admins'].includes(verb) ? name === '' : verbsWithName.includes(verb) && name !== '') &&
    (phone === undefined || verb === 'add') &&
    (device === undefined || verb === 'revoke') &&
    (verb === 'team' ? access === 'on' || access === 'off' : access === undefined) &&
    (groups === undefined ? verb !== 'groups' : verb === 'add' || verb === 'groups');
  return fits ? { verb, name, ...given({ phone, groups, device, access, url }) } : null;
}

const verbsWithName = ['add', 'groups', 'team', 'pair', 'sessions', 'revoke', 'add-admin', 'revoke-admin'];

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
      const added = await askAdmin(backend, 'POST', 'agents', agentSchema, { name, ...agent });
      return `Added ${added.name} (${added.identity}). Next: npm run agents -- pair ${JSON.stringify(added.name)}`;
    }
    case 'groups': {
      const changed = await askAdmin(backend, 'POST', 'ring-groups', agentSchema, { name, groups: agent.groups });
      return `Ring groups of ${changed.name}: ${changed.groups.join(', ') || 'none'}`;
    }
    case 'team': {
      const { seesTeam } = await askAdmin(backend, 'POST', 'team-access', teamAccessSchema, { name, seesTeam: access === 'on' });
      return seesTeam ? `${name} sees everybody's calls` : `${name} sees the own calls and the unanswered ones`;
    }
    case 'pair': {
      const { link, expiresAt } = await askAdmin(backend, 'POST', 'pairing-codes', pairingSchema, { name });
      console.error(`Works once, until ${new Date(expiresAt).toLocaleString()}. Paste it into Hatif's welcome page:`);
      return link;
    }
    case 'sessions': {
      const { sessions } = await askAdmin(backend, 'GET', `sessions?${new URLSearchParams({ name })}`, sessionsSchema);
      return sessions.map(describeSession).join('\n') || 'No browser.';
    }
    case 'revoke': {
      const { endedSessions } = await askAdmin(backend, 'POST', 'revocations', revocationSchema, { name, ...given({ device }) });
      if (device !== undefined) return `Signed out browser ${device} of ${name}`;
      return `Revoked ${name}; sessions ended: ${endedSessions}`;
    }
    case 'add-admin': {
      const { token } = await askAdmin(backend, 'POST', 'admins', adminSchema, { name });
      console.error(`${name} signs in at ${backend.url}/admin with this token, which is shown once:`);
      return token;
    }
    case 'revoke-admin':
      await askAdmin(backend, 'POST', 'admin-revocations', z.unknown(), { name });
      return `Revoked the admin ${name}`;
    case 'admins':
      return describeAdmins(backend);
    default:
      return (await askAdmin(backend, 'GET', 'agents', listSchema)).agents.map(describe).join('\n') || 'Nobody yet.';
  }
}

const shownActions = 20;

async function describeAdmins(backend: FoundBackend): Promise<string> {
  const { admins } = await askAdmin(backend, 'GET', 'admins', adminsSchema);
  const { actions } = await askAdmin(backend, 'GET', 'actions', actionsSchema);
  return (
    [
      ...admins.map(({ name, createdAt }) => `${name}, since ${dayOf(createdAt)}`),
      ...actions.slice(0, shownActions).map(({ at, by, action, subject }) => `${at}  ${by}: ${action}${subject ? ` ${subject}` : ''}`),
    ].join('\n') || 'No further admin, and nothing done yet.'
  );
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

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  process.exitCode = await runAgents(process.argv.slice(2), repository);
}
