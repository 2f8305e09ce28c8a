/** Routes for everybody: the state of the deployment, and pairing. */
import { Hono } from 'hono';
import { clickTestPath } from '../shared/click-test.ts';
import { checkPairingCode, limitPairingRate, pair } from './agents/pair.ts';
import { pairingPage, pairingScript } from './agents/pairing-page.ts';
import { clickTestPage } from './doctor/click-test-page.ts';
import type { App } from './http/bindings.ts';
import { health } from './http/health.ts';
import { limitBody, maxJsonBytes } from './http/request-body.ts';

export const publicRoutes = new Hono<App>()
  .get('/api/health', health)
  .post('/api/pair', limitPairingRate, limitBody(maxJsonBytes), pair)
  .post('/api/pair/check', limitPairingRate, limitBody(maxJsonBytes), checkPairingCode)
  .get('/pair', pairingPage)
  .get('/pair.js', pairingScript)
  .get(clickTestPath, clickTestPage);
