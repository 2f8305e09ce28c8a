/** What the forms of the admin page do. A change redirects to the page; a secret is shown once, in the answer. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { renderSVG } from 'uqr';
import { e164Schema } from '../../shared/api.ts';
import type { DoctorReport } from '../../shared/doctor.ts';
import { isCountry } from '../../shared/phone-number.ts';
import { addAdmin, revokeAdmin } from '../agents/admin-store.ts';
import { nameSchema } from '../agents/agent-by-name.ts';
import { addAgent, agentsNamed, revokeAgent, saveRingGroups } from '../agents/agent-store.ts';
import { logChange } from '../agents/log-change.ts';
import { groupsSchema } from '../agents/manage-agents.ts';
import { signOutBrowser } from '../agents/manage-sessions.ts';
import { issuePairingCode } from '../agents/pairing-codes.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import { examine, examineAndMend, formatExamination } from '../doctor/doctor-routes.ts';
import type { AgentRecord, App } from '../http/bindings.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { cutOff } from '../limits/cut-off.ts';
import { changedLimits, limitFault, saveLimits } from '../limits/changed-limits.ts';
import { logLimitChange } from '../limits/limit-routes.ts';
import { allowCountry } from '../limits/new-countries.ts';
import { allowCalls, stopCalls } from '../limits/stops.ts';
import { limitLabels } from './limit-labels.ts';
import { OverviewPage } from './overview-page.tsx';
import { pageContext, timeText } from './page-context.ts';
import { readPageData } from './page-data.ts';
import { Notice } from './page-shell.tsx';
import type { PageText } from './page-texts.ts';

type Answer = Response | Promise<Response>;
type Shown = { notice?: Child; report?: DoctorReport; status?: 200 | 400 | 404 | 409 };

/** `GET /admin`, and the answer of a form that has something to show. */
export async function showPage(c: Context<App>, { notice, report, status = 200 }: Shown = {}): Promise<Response> {
  const page = pageContext(c);
  const data = await readPageData(c.env, page.now);
  return c.html(<OverviewPage page={page} data={data} report={report} notice={notice} />, status);
}

function showFailure(c: Context<App>, why: PageText, status: 400 | 404 | 409, values?: { name: string }): Promise<Response> {
  const { text } = pageContext(c);
  const notice = (
    <Notice is="problem" heading={text('failed')}>
      <p>{text(why, values)}</p>
    </Notice>
  );
  return showPage(c, { notice, status });
}

const showMalformed = (c: Context<App>) => showFailure(c, 'malformed', 400);
const backToPage = (c: Context<App>) => c.redirect('/admin', 303);

function groupsIn(text: string): string[] | undefined {
  const entries = text.split(',').map((group) => group.trim());
  return groupsSchema.safeParse([...new Set(entries.filter((group) => group !== ''))]).data;
}

/** The active agent that the form names, or the answer. */
async function withAgent(c: Context<App>, act: (agent: AgentRecord) => Answer): Promise<Response> {
  const name = nameSchema.safeParse(c.var.params['name']).data;
  const [agent, other] = name === undefined ? [] : await agentsNamed(c.env.DB, name);
  // The name of one agent can be the identity of another.
  const found = other?.name === name ? other : agent;
  if (!found || found.revokedAt !== null) return showFailure(c, 'nameUnknown', 404);
  return act(found);
}

export async function addAgentByForm(c: Context<App>): Promise<Response> {
  const { name = '', phone = '', groups = '' } = c.var.params;
  const read = nameSchema.safeParse(name).data;
  const ownPhone = phone.replaceAll(/[\s-]/g, '') || null;
  const ringGroups = groupsIn(groups);
  const isPhone = ownPhone === null || e164Schema.safeParse(ownPhone).success;
  if (read === undefined || !ringGroups || !isPhone) return showMalformed(c);
  const agent = await addAgent(c.env.DB, { name: read, phone: ownPhone, groups: ringGroups }, Date.now());
  if (!agent) return showFailure(c, 'nameTaken', 409);
  await logChange(c, 'agent-added', read);
  return backToPage(c);
}

export function saveGroupsByForm(c: Context<App>): Promise<Response> {
  return withAgent(c, async (agent) => {
    const groups = groupsIn(c.var.params['groups'] ?? '');
    if (!groups) return showMalformed(c);
    await saveRingGroups(c.env.DB, agent, groups);
    await logChange(c, 'groups-changed', agent.name);
    return backToPage(c);
  });
}

export function removeAgentByForm(c: Context<App>): Promise<Response> {
  return withAgent(c, async (agent) => {
    await revokeAgent(c.env.DB, agent, Date.now());
    await c.env.AGENT_HUBS.getByName(agent.identity).closeSockets();
    await logChange(c, 'agent-removed', agent.name);
    return backToPage(c);
  });
}

export function signOutBrowserByForm(c: Context<App>): Promise<Response> {
  return withAgent(c, async (agent) => {
    if (!(await signOutBrowser(c, agent, c.var.params['device'] ?? ''))) return showFailure(c, 'browserUnknown', 404);
    return backToPage(c);
  });
}

export function makePairingLink(c: Context<App>): Promise<Response> {
  return withAgent(c, async ({ id, name }) => {
    const { PUBLIC_URL } = requireSettings(settingsOf(c.env), 'PUBLIC_URL');
    const { text } = pageContext(c);
    const { code, expiresAt } = await issuePairingCode(c.env.DB, id, Date.now());
    await logChange(c, 'pairing-link-made', name);
    const link = `${PUBLIC_URL}/pair#${code}`;
    const notice = (
      <Notice is="done" heading={text('pairingFor', { name })}>
        <p>{text('pairingHow', { name, until: timeText(expiresAt) })}</p>
        <code class="secret">{link}</code>
        <div class="qr" role="img" aria-label={text('qrOf')} dangerouslySetInnerHTML={{ __html: renderSVG(link, { border: 1 }) }}></div>
      </Notice>
    );
    return showPage(c, { notice });
  });
}

export async function stopByForm(c: Context<App>): Promise<Response> {
  const isStop = c.var.params['stopped'] === 'yes';
  const change = async (agent: string, name: string | null) => {
    if (isStop) await stopCalls(c.env.DB, agent, 'admin', Date.now());
    else await allowCalls(c.env.DB, agent);
    await logChange(c, isStop ? 'calls-stopped' : 'calls-allowed', name);
    return backToPage(c);
  };
  if (c.var.params['name'] === undefined) return change(wholeTeam, null);
  return withAgent(c, ({ identity, name }) => change(identity, name));
}

export async function allowCountryByForm(c: Context<App>): Promise<Response> {
  const { country = '' } = c.var.params;
  if (!isCountry(country)) return showMalformed(c);
  await allowCountry(c.env.DB, country, Date.now());
  await logChange(c, 'country-allowed', country);
  return backToPage(c);
}

/** Saves the fields that differ from what is set, all or none. */
export async function saveLimitsByForm(c: Context<App>): Promise<Response> {
  const changes = await changedLimits(c.env.DB, c.var.params);
  for (const [name, value] of changes) {
    if (value === null || limitFault(name, value) === undefined) continue;
    return showFailure(c, 'limitMalformed', 400, { name: limitLabels[pageContext(c).language][name] });
  }
  await saveLimits(c.env, changes, Date.now());
  for (const [name, value] of changes) await logLimitChange(c, name, value);
  return backToPage(c);
}

export async function cutOffByForm(c: Context<App>): Promise<Response> {
  const { endedCalls: ended, failedCalls: failed, key, isComplete } = await cutOff(c.env, Date.now());
  await logChange(c, 'cut-off');
  const { text } = pageContext(c);
  const isDone = failed === 0 && isComplete && key !== 'failed';
  const notice = (
    <Notice is={isDone ? 'done' : 'problem'} heading={text('cutOffDone')}>
      <p>{text('cutOffResult', { ended, failed, key: text(`key_${key}`) })}</p>
    </Notice>
  );
  return showPage(c, { notice });
}

export async function runDoctor(c: Context<App>): Promise<Response> {
  const examination = c.var.params['mend'] === 'yes' ? await examineAndMend(c) : await examine(c.env);
  return showPage(c, { report: formatExamination(examination, pageContext(c).language) });
}

export async function addAdminByForm(c: Context<App>): Promise<Response> {
  const name = nameSchema.safeParse(c.var.params['name']).data;
  if (name === undefined) return showMalformed(c);
  const token = await addAdmin(c.env.DB, name, Date.now());
  if (token === null) return showFailure(c, 'nameTaken', 409);
  await logChange(c, 'admin-added', name);
  const { text } = pageContext(c);
  const notice = (
    <Notice is="done" heading={text('tokenFor', { name })}>
      <p>{text('tokenHow')}</p>
      <code class="secret">{token}</code>
    </Notice>
  );
  return showPage(c, { notice });
}

export async function revokeAdminByForm(c: Context<App>): Promise<Response> {
  const { name = '' } = c.var.params;
  if (!(await revokeAdmin(c.env.DB, name, Date.now()))) return showFailure(c, 'nameUnknown', 404);
  await logChange(c, 'admin-revoked', name);
  return backToPage(c);
}
