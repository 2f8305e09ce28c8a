/** `/api/admin/…`: routes for the admin. Every request carries ADMIN_TOKEN. */
import { createAgent, createPairingCode, listAgentsForAdmin, updateRingGroups, updateTeamAccess } from './agents/manage-agents.ts';
import { createRevocation, getSessions } from './agents/manage-sessions.ts';
import { requireAdmin } from './agents/require-admin.ts';
import { getDoctor, postDoctor } from './doctor/doctor-routes.ts';
import { guardedRoutes } from './http/guarded-routes.ts';
import { limitBody, maxJsonBytes } from './http/request-body.ts';

export const adminRoutes = guardedRoutes(requireAdmin, limitBody(maxJsonBytes))
  .get('/doctor', getDoctor)
  .post('/doctor', postDoctor)
  .get('/agents', listAgentsForAdmin)
  .post('/agents', createAgent)
  .post('/ring-groups', updateRingGroups)
  .post('/team-access', updateTeamAccess)
  .post('/pairing-codes', createPairingCode)
  .get('/sessions', getSessions)
  .post('/revocations', createRevocation);
