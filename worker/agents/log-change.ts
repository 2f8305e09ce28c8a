/** Logs what an admin did. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { logAdminAction, type ActionName } from './admin-store.ts';

/** @param subject whom or what it concerns; null for everybody. */
export async function logChange(c: Context<App>, action: ActionName, subject: string | null = null): Promise<void> {
  await logAdminAction(c.env.DB, { at: Date.now(), admin: c.var.admin, action, subject });
}
