/** Sub-apps whose every route has the same guard. */
import { Hono, type Context, type MiddlewareHandler, type Next } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { App } from './bindings.ts';
import { refuse } from './http-errors.ts';

/** An empty sub-app: `guards` run before each route that is added to it. */
export function guardedRoutes(...guards: MiddlewareHandler<App>[]): Hono<App> {
  return new Hono<App>().use('*', requireRoute, ...guards);
}

/** Answers 404 before any guard runs, when no sub-app has a route for the method and the path. */
function requireRoute(c: Context<App>, next: Next): Promise<void> {
  if (!matchedRoutes(c).some(isRoute)) refuse('not-found', { because: 'no such route' });
  return next();
}

/** Hono registers middleware under the method ALL, and routes under their own. */
export function isRoute({ method }: { method: string }): boolean {
  return method !== 'ALL';
}
