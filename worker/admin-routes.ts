/** `/api/admin/…`: routes for admins. Every request carries ADMIN_TOKEN or the token of a further admin. */
import { createAdmin, createAdminRevocation, getAdminActions, getAdmins } from './agents/manage-admins.ts';
import { createAgent, createPairingCode, listAgentsForAdmin, updateRingGroups, updateTeamAccess } from './agents/manage-agents.ts';
import { createRevocation, getSessions } from './agents/manage-sessions.ts';
import { requireAdmin } from './agents/require-admin.ts';
import { getDoctor, postDoctor } from './doctor/doctor-routes.ts';
import { guardedRoutes } from './http/guarded-routes.ts';
import { limitBody, maxJsonBytes } from './http/request-body.ts';
import { applyChangedLimits } from './limits/changed-limits.ts';
import { createCutOff, getLimits, updateCountry, updateLimit, updateStop } from './limits/limit-routes.ts';

export const adminRoutes = guardedRoutes(requireAdmin, limitBody(maxJsonBytes), applyChangedLimits)
  .get('/doctor', getDoctor)
  .post('/doctor', postDoctor)
  .get('/agents', listAgentsForAdmin)
  .post('/agents', createAgent)
  .post('/ring-groups', updateRingGroups)
  .post('/team-access', updateTeamAccess)
  .post('/pairing-codes', createPairingCode)
  .get('/sessions', getSessions)
  .post('/revocations', createRevocation)
  .get('/admins', getAdmins)
  .post('/admins', createAdmin)
  .post('/admin-revocations', createAdminRevocation)
  .get('/actions', getAdminActions)
  .get('/limits', getLimits)
  .post('/limits', updateLimit)
  .post('/stops', updateStop)
  .post('/countries', updateCountry)
  .post('/cut-off', createCutOff);
