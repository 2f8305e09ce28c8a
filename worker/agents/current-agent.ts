/** `GET /api/agent`: the agent of the session; `POST /api/agent/choices`: their availability and own-phone ringing. */
import type { Context } from 'hono';
import { choicesSchema, type Agent } from '../../shared/api.ts';
import type { AgentRecord, App, Bindings } from '../http/bindings.ts';
import { readJson } from '../http/request-body.ts';
import { modesOf, settingsOf } from '../http/settings.ts';

export async function getAgent(c: Context<App>): Promise<Response> {
  return c.json(await describeAgent(c.env, c.var.agent));
}

export async function updateChoices(c: Context<App>): Promise<Response> {
  await c.env.AGENT_HUBS.getByName(c.var.agent.identity).saveChoices(await readJson(c, choicesSchema));
  return c.json(await describeAgent(c.env, c.var.agent));
}

/** The agent in the form of the API. */
export async function describeAgent(
  env: Bindings,
  { identity, name, phone, seesTeam = false }: AgentRecord & { seesTeam?: boolean },
): Promise<Agent> {
  const settings = settingsOf(env);
  const {
    TWILIO_CALLER_IDS,
    RING_SECONDS,
    SCREEN_POP_URL,
    ALLOWED_COUNTRIES,
    ALLOW_UNKNOWN_NUMBERS,
    CALL_OUTCOMES,
    RECORDING = 'off',
  } = settings.values;
  const { availability, ringOwnPhone, busy } = await env.AGENT_HUBS.getByName(identity).presence();
  return {
    identity,
    name,
    phone,
    availability: busy ? 'busy' : availability,
    modes: modesOf(settings),
    callerId: TWILIO_CALLER_IDS?.get('*') ?? null,
    ringSeconds: RING_SECONDS ?? 0,
    screenPopUrl: SCREEN_POP_URL ?? null,
    ringOwnPhone,
    ...(ALLOWED_COUNTRIES ? { allowedCountries: [...ALLOWED_COUNTRIES] } : {}),
    ...(ALLOW_UNKNOWN_NUMBERS ? { unknownNumbers: true } : {}),
    ...(seesTeam ? { seesTeam } : {}),
    ...(RECORDING === 'off' ? {} : { recording: RECORDING }),
    ...(CALL_OUTCOMES ? { noteOutcomes: [...CALL_OUTCOMES] } : {}),
  };
}
