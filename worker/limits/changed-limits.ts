/** Limits that admins change: a row in the database replaces the setting of its name, under the rule of the setting. */
import type { Context, Next } from 'hono';
import type { App, Bindings } from '../http/bindings.ts';
import { settingsOf } from '../http/settings.ts';
import { settingsSchema, type SettingName, type SettingTexts } from '../http/settings-schema.ts';
import { settingText } from './setting-text.ts';

export const limitNames = [
  'MAX_SPEND_PER_DAY',
  'MAX_SPEND_PER_AGENT_PER_DAY',
  'MAX_TEAM_MINUTES_PER_DAY',
  'MAX_MINUTES_PER_DAY',
  'MAX_CALL_MINUTES',
  'MAX_LIVE_CALLS_PER_AGENT',
  'CALLS_PER_MINUTE',
  'CALLS_PER_DAY',
  'ALLOWED_COUNTRIES',
  'ASK_FOR_NEW_COUNTRIES',
  'BRAKE_CALLS_PER_AGENT',
  'BRAKE_SHORT_CALLS_PER_AGENT',
  'BRAKE_CALLS',
  'BRAKE_SHORT_CALLS',
  'MAX_CALLS_PER_CALLER',
] as const satisfies SettingName[];
export type LimitName = (typeof limitNames)[number];

/** A changed limit counts everywhere after this time at the latest; at once where it was changed. */
const freshForMs = 10_000;

type Known = { readAt: number; rows: string; env: Bindings };
const knownOfDeployment = new WeakMap<Bindings, Known>();
const deploymentOf = new WeakMap<Bindings, Bindings>();

/** Middleware behind a guard: the handlers read the limits in force as their settings. */
export async function applyChangedLimits(c: Context<App>, next: Next): Promise<void> {
  c.env = await withChangedLimits(c.env, Date.now());
  await next();
}

/** The environment with the changed limits in place of the deployment's. */
export async function withChangedLimits(deployment: Bindings, now: number): Promise<Bindings> {
  const known = knownOfDeployment.get(deployment);
  if (known && now - known.readAt < freshForMs) return known.env;
  const changed = await readChangedLimits(deployment.DB);
  const rows = JSON.stringify(changed);
  // The same object as long as no limit changes: settings are parsed once for an environment.
  const env = known?.rows === rows ? known.env : { ...deployment, ...changed };
  knownOfDeployment.set(deployment, { readAt: now, rows, env });
  deploymentOf.set(env, deployment);
  return env;
}

async function readChangedLimits(db: D1Database): Promise<SettingTexts> {
  const { results } = await db.prepare('SELECT name, value FROM changed_limits').all<{ name: string; value: string }>();
  return Object.fromEntries(results.filter(({ name }) => isLimitName(name)).map(({ name, value }) => [name, value]));
}

export const isLimitName = (name: string): name is LimitName => limitNames.some((each) => each === name);

/** A limit by the texts that an admin would type. */
export type Limit = {
  name: LimitName;
  /** In force; empty where there is none. */
  value: string;
  /** The deployment's, which an admin's replaces. */
  deployed: string;
  isChanged: boolean;
};

/** @param env with the changed limits. */
export async function listLimits(env: Bindings): Promise<Limit[]> {
  const changed = await readChangedLimits(env.DB);
  const deployed = settingsOf(deploymentOf.get(env) ?? env).values;
  return limitNames.map((name) => {
    const deployedText = settingText(deployed[name]);
    return { name, value: changed[name] ?? deployedText, deployed: deployedText, isChanged: changed[name] !== undefined };
  });
}

/** The fields that name a limit and differ from what an admin has set; an empty text is null. */
export async function changedLimits(db: D1Database, fields: Readonly<Record<string, string>>): Promise<Map<LimitName, string | null>> {
  const current = await readChangedLimits(db);
  const given = limitNames.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name].trim()] as const]));
  return new Map(given.filter(([name, text]) => text !== (current[name] ?? '')).map(([name, text]) => [name, text || null]));
}

/** Why the text is no value of the limit; undefined when it is one. */
export function limitFault(name: LimitName, text: string): string | undefined {
  const { schema, where } = settingsSchema[name];
  const reason = schema.safeParse(text).error?.issues[0]?.message;
  return reason && `${reason} (${where})`;
}

/** Saves texts that `limitFault` has passed. Null restores the deployment's value. */
export async function saveLimits(env: Bindings, changes: ReadonlyMap<LimitName, string | null>, now: number): Promise<void> {
  const replace = env.DB.prepare('INSERT OR REPLACE INTO changed_limits (name, value, changed_at) VALUES (?, ?, ?)');
  const remove = env.DB.prepare('DELETE FROM changed_limits WHERE name = ?');
  const statements = [...changes].map(([name, text]) => (text === null ? remove.bind(name) : replace.bind(name, text, now)));
  if (statements.length > 0) await env.DB.batch(statements);
  knownOfDeployment.delete(deploymentOf.get(env) ?? env);
}
