/** Handlers of `/api/admin/…`: further admins, each with a token of their own, and the log of what admins did. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { addAdmin, listAdminActions, listAdmins, revokeAdmin } from './admin-store.ts';
import { nameSchema } from './agent-by-name.ts';
import { logChange } from './log-change.ts';

const adminSchema = z.strictObject({ name: nameSchema });
const maxActions = 100;

export async function getAdmins(c: Context<App>): Promise<Response> {
  const admins = await listAdmins(c.env.DB);
  return c.json({ admins: admins.map(({ name, createdAt }) => ({ name, createdAt: new Date(createdAt).toISOString() })) });
}

/** The token is shown once. */
export async function createAdmin(c: Context<App>): Promise<Response> {
  const { name } = await readJson(c, adminSchema);
  const token = await addAdmin(c.env.DB, name, Date.now());
  if (token === null) refuse('request-refused', { because: 'there is an admin of this name' }, 409);
  await logChange(c, 'admin-added', name);
  return c.json({ name, token }, 201);
}

export async function createAdminRevocation(c: Context<App>): Promise<Response> {
  const { name } = await readJson(c, adminSchema);
  if (!(await revokeAdmin(c.env.DB, name, Date.now()))) refuse('not-found', { because: 'no admin of this name' });
  await logChange(c, 'admin-revoked', name);
  return c.json({ name });
}

/** The newest first. */
export async function getAdminActions(c: Context<App>): Promise<Response> {
  const actions = await listAdminActions(c.env.DB, maxActions);
  return c.json({
    actions: actions.map(({ at, admin, action, subject }) => ({
      at: new Date(at).toISOString(),
      by: admin ?? 'ADMIN_TOKEN',
      action,
      subject,
    })),
  });
}
