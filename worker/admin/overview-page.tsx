/** The one page of an admin: figures, tables, and what can be done. */
import type { Child } from 'hono/jsx';
import type { DoctorReport } from '../../shared/doctor.ts';
import { AgentsPanel } from './agents-panel.tsx';
import { CallsPanel, LinesPanel } from './calls-panels.tsx';
import { Icon, type IconName } from './icons.tsx';
import { moneyText, type PageContext } from './page-context.ts';
import { readyAgents, type PageData } from './page-data.ts';
import { PageShell } from './page-shell.tsx';
import { ActionsPanel, AdminsPanel } from './admins-panels.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { DoctorPanel, EmergencyPanel, Waiting } from './side-panels.tsx';

type Props = { page: PageContext; data: PageData; report?: DoctorReport | undefined; notice?: Child };

export function OverviewPage({ page, data, report, notice }: Props) {
  return (
    <PageShell page={page} isSignedIn>
      <main>
        <div class="column">
          {notice}
          <Waiting page={page} data={data} />
          <Figures page={page} data={data} />
          <AgentsPanel page={page} data={data} />
          <CallsPanel page={page} data={data} />
          <LinesPanel page={page} data={data} />
          <ActionsPanel page={page} data={data} />
        </div>
        <div class="column">
          <DoctorPanel page={page} report={report} />
          <LimitsPanel page={page} data={data} />
          <EmergencyPanel page={page} data={data} />
          <AdminsPanel page={page} data={data} />
        </div>
      </main>
    </PageShell>
  );
}

function Figures({ page: { text }, data }: Pick<Props, 'page' | 'data'>) {
  const { team, currency, maxSpend } = data.limits;
  const active = data.agents.filter(({ revokedAt }) => revokedAt === null).length;
  const limit = maxSpend ? text('ofLimit', { limit: moneyText(maxSpend.micros, maxSpend.currency) }) : text('noLimit');
  return (
    <div class="figures" id="figures" data-live>
      <Figure icon="phone" name={text('inCallNow')} value={String(data.calls.length)} />
      <Figure
        icon="check-ring"
        name={text('agentsReady')}
        value={String(readyAgents(data).length)}
        more={text('ofAgents', { count: active })}
      />
      <Figure icon="list" name={text('callsToday')} value={String(team.calls)} />
      <Figure icon="clock" name={text('costToday')} value={moneyText(team.cost, currency)} more={limit} />
    </div>
  );
}

function Figure({ icon, name, value, more }: { icon: IconName; name: string; value: string; more?: string }) {
  return (
    <section class="figure">
      <h2>
        <Icon name={icon} size={16} />
        {name}
      </h2>
      <p>
        <b class="num">{value}</b>
        {more && <span class="muted">{more}</span>}
      </p>
    </section>
  );
}
