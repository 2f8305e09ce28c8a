/** The agents: their state, today's calls, and what an admin can do for each. */
import type { ListedAgent } from '../agents/agent-store.ts';
import type { LiveCall } from '../call-log/live-calls.ts';
import { nothingUsed } from '../call-log/talk-time.ts';
import { Icon, type IconName } from './icons.tsx';
import { agoText, compareNames, dayText, duration, isolated, moneyText, type PageContext } from './page-context.ts';
import type { PageData } from './page-data.ts';
import { Form } from './page-shell.tsx';
import { EmptyTable, Table } from './table.tsx';

type Props = { page: PageContext; data: PageData };

export function AgentsPanel({ page, data }: Props) {
  const { text } = page;
  return (
    <section class="panel" aria-labelledby="agents-heading">
      <div class="panel-head">
        <h2 id="agents-heading">{text('agents')}</h2>
        <details class="menu">
          <summary class="button">
            <Icon name="plus" size={16} />
            {text('addAgent')}
          </summary>
          <div>
            <AddAgent page={page} />
          </div>
        </details>
      </div>
      <div class="scroll" id="agents-table" data-live>
        {data.agents.length === 0 ? <EmptyTable words={text('noAgents')} /> : <AgentsTable page={page} data={data} />}
      </div>
    </section>
  );
}

function AddAgent({ page }: { page: PageContext }) {
  const { text } = page;
  return (
    <Form page={page} action="agents" class="stack">
      <label>
        {text('name')}
        <input class="field" name="name" required maxlength={80} autocomplete="off" />
      </label>
      <label>
        {text('phoneOptional')}
        <input class="field num" name="phone" type="tel" autocomplete="off" />
      </label>
      <label>
        {text('groupsHint')}
        <input class="field num" name="groups" autocomplete="off" />
      </label>
      <button class="button primary">{text('add')}</button>
    </Form>
  );
}

function AgentsTable({ page, data }: Props) {
  return (
    <Table page={page} heads={['name', 'state', 'ringsOn', 'groups', 'today', 'cost', 'lastProven']} hasMenu>
      {data.agents.toSorted(compareNames(page.language)).map((agent) => (
        <AgentRow page={page} data={data} agent={agent} />
      ))}
    </Table>
  );
}

function AgentRow({ page, data, agent }: Props & { agent: ListedAgent }) {
  const { text } = page;
  const used = data.limits.usage.get(agent.identity) ?? nothingUsed;
  const presence = data.presences.get(agent.identity);
  return (
    <tr>
      <td>
        <bdi>{agent.name}</bdi>
      </td>
      <td>
        <AgentState page={page} data={data} agent={agent} />
      </td>
      <td>
        <span class="pair">
          <Icon name={presence?.phone && !presence.browser ? 'mobile' : 'browser'} size={16} />
          {text(presence?.phone && !presence.browser ? 'ownPhone' : 'browser')}
        </span>
      </td>
      <td class="muted">{agent.groups.join(', ') || text('nothing')}</td>
      <td class="num">{used.calls}</td>
      <td class="num">{moneyText(used.cost, data.limits.currency)}</td>
      <td class="muted">{presence?.provenAt ? agoText(presence.provenAt, page) : text('nothing')}</td>
      <td class="end">{agent.revokedAt === null && <AgentMenu page={page} data={data} agent={agent} />}</td>
    </tr>
  );
}

type State = { look: 'ready' | 'call' | 'ringing' | 'problem' | 'off'; icon: IconName; words: string; more?: string };

function AgentState(props: Props & { agent: ListedAgent }) {
  const { look, icon, words, more } = stateOf(props);
  return (
    <span class={`state is-${look}`}>
      <Icon name={icon} />
      {words}
      {more && <small class={/^\d/.test(more) ? 'num' : ''}>{more}</small>}
    </span>
  );
}

function stateOf({ page: { text, now }, data, agent }: Props & { agent: ListedAgent }): State {
  if (agent.revokedAt !== null) return { look: 'off', icon: 'off', words: text('removed') };
  const call = data.calls.find((each) => each.agent === agent.identity);
  if (call) return stateOfCall(call, text, now);
  if (isStopped(data, agent)) return { look: 'problem', icon: 'alert', words: text('stopped') };
  const presence = data.presences.get(agent.identity);
  if (presence?.browser) return { look: 'ready', icon: 'check-ring', words: text('ready'), more: text('readyProven') };
  if (presence?.phone) return { look: 'ready', icon: 'mobile', words: text('phoneOnly'), more: text('ownPhone') };
  return agent.devices.length === 0
    ? { look: 'off', icon: 'link', words: text('linkNotUsed') }
    : { look: 'off', icon: 'off', words: text('notReachable') };
}

function stateOfCall({ phase, answeredAt, startedAt }: LiveCall, text: PageContext['text'], now: number): State {
  const more = duration(now - (answeredAt ?? startedAt));
  if (phase === 'connected') return { look: 'call', icon: 'phone', words: text('inCall'), more };
  return { look: 'ringing', icon: 'phone', words: text('ringing'), more };
}

const isStopped = ({ limits }: PageData, { identity }: ListedAgent) => limits.stops.some(({ agent }) => agent === identity);

function AgentMenu({ page, data, agent }: Props & { agent: ListedAgent }) {
  const { text } = page;
  const { name } = agent;
  const stopped = isStopped(data, agent);
  return (
    <details class="menu">
      <summary aria-label={text('more', { name })}>
        <Icon name="more" />
      </summary>
      <div>
        <Form page={page} action="pairing-codes" values={{ name }}>
          <button class="button">{text('newPairingLink')}</button>
        </Form>
        <Form page={page} action="stops" values={{ name, stopped: stopped ? 'no' : 'yes' }}>
          <button class="button">{text(stopped ? 'allowAgent' : 'stopAgent')}</button>
        </Form>
        <Form page={page} action="ring-groups" values={{ name }} class="stack">
          <label>
            {text('groupsHint')}
            <input class="field num" name="groups" value={agent.groups.join(',')} autocomplete="off" />
          </label>
          <button class="button">{text('saveGroups')}</button>
        </Form>
        <Browsers page={page} data={data} agent={agent} />
        <details class="stack">
          <summary class="button">{text('remove')}</summary>
          <Form page={page} action="revocations" values={{ name }} class="stack">
            <p>{text('removeWhy', { name })}</p>
            <button class="button end">{text('removeNow', { name })}</button>
          </Form>
        </details>
      </div>
    </details>
  );
}

function Browsers({ page, data, agent }: Props & { agent: ListedAgent }) {
  const { text } = page;
  const sessions = data.sessions.get(agent.id) ?? [];
  if (sessions.length === 0) return null;
  return (
    <details class="stack">
      <summary class="button">{text('browsers', { count: sessions.length })}</summary>
      {sessions.map(({ id, deviceName, lastUsedAt }) => (
        <Form page={page} action="session-revocations" values={{ name: agent.name, device: id }} class="stack">
          <button class="button">{text('signOutBrowser', { device: isolated(deviceName) })}</button>
          <small class="muted">{text('lastUsed', { day: dayText(lastUsedAt) })}</small>
        </Form>
      ))}
    </details>
  );
}
