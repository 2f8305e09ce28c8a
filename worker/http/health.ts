/** `GET /api/health`: the modes of this deployment, and its missing or malformed settings. */
import type { Context } from 'hono';
import { version } from '../../package.json';
import type { Health } from '../../shared/api.ts';
import type { App } from './bindings.ts';
import { modesOf, settingsOf } from './settings.ts';

export async function health(c: Context<App>): Promise<Response> {
  const settings = settingsOf(c.env);
  const { faults } = settings;
  const missing = faults.filter(({ fault }) => fault === 'missing').map(({ name }) => name);
  return c.json({ version, modes: modesOf(settings), missing, faults } satisfies Health);
}
