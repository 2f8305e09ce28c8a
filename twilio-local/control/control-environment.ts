/** The types of the control port's Hono apps. */
import type { HttpBindings } from '@hono/node-server';

/** `body`: the parsed JSON of the request; undefined for GET. */
export type ControlEnvironment = { Bindings: HttpBindings; Variables: { body: unknown } };
