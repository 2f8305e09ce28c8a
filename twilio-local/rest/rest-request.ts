/** The parameters of a REST request. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { readBody } from '../read-body.ts';

export type RestEnvironment = { Bindings: HttpBindings };
export type RestContext = Context<RestEnvironment>;
export type RestRoutes = Hono<RestEnvironment>;

export const queryOf = (c: RestContext) => new URL(c.req.url).searchParams;
export const formOf = async (c: RestContext) => new URLSearchParams(await readBody(c.env.incoming));
