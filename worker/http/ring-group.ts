/** Names of ring groups: in settings, of agents, and in the database. */
import * as z from 'zod/mini';

/** Kebab-case. */
export const ringGroupSchema = z.string().check(z.maxLength(40), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** The group that every agent is in. No other group can have this name. */
export const everyAgent = '';
