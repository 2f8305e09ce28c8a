/** The lines of the team with the agents that they ring, and the calls that are live. */
import { countryOf } from '../../shared/phone-number.ts';
import type { LiveCall } from '../call-log/live-calls.ts';
import { duration, numberText, type PageContext } from './page-context.ts';
import { readyAgents, type PageData } from './page-data.ts';
import { EmptyTable, Table } from './table.tsx';

type Props = { page: PageContext; data: PageData };

export function LinesPanel({ page, data }: Props) {
  const { text } = page;
  const { TWILIO_PHONE_NUMBER, TWILIO_PHONE_NUMBERS = new Map<string, readonly string[]>() } = data.settings;
  const numbers = [...new Set([...(TWILIO_PHONE_NUMBER ? [TWILIO_PHONE_NUMBER] : []), ...TWILIO_PHONE_NUMBERS.keys()])];
  const ready = readyAgents(data);
  const readyIn = (groups: readonly string[]) =>
    groups.length === 0 ? ready.length : ready.filter((agent) => agent.groups.some((group) => groups.includes(group))).length;
  return (
    <section class="panel" aria-labelledby="lines-heading">
      <h2 id="lines-heading">{text('lines')}</h2>
      <div class="scroll" id="lines-table" data-live>
        <Table page={page} heads={['number', 'rings', 'reachable']}>
          {numbers.map((number) => {
            const groups = TWILIO_PHONE_NUMBERS.get(number) ?? [];
            return (
              <tr>
                <td>
                  <span class="num">{numberText(number)}</span> <span class="tag">{countryOf(number)}</span>
                </td>
                <td>{groups.join(', ') || text('everybody')}</td>
                <td class="num">{readyIn(groups)}</td>
              </tr>
            );
          })}
        </Table>
      </div>
    </section>
  );
}

export function CallsPanel({ page, data }: Props) {
  const { text } = page;
  return (
    <section class="panel" aria-labelledby="calls-heading">
      <h2 id="calls-heading">{text('calls')}</h2>
      <div class="scroll" id="calls-table" data-live>
        {data.calls.length === 0 ? <EmptyTable words={text('noCalls')} /> : <CallsTable page={page} data={data} />}
      </div>
    </section>
  );
}

function CallsTable({ page, data }: Props) {
  return (
    <Table page={page} heads={['agent', 'direction', 'other', 'state', 'since']}>
      {data.calls.map((call) => (
        <CallRow page={page} data={data} call={call} />
      ))}
    </Table>
  );
}

function CallRow({ page: { text, now }, data, call }: Props & { call: LiveCall }) {
  const { direction, phase, agent, answeredAt, startedAt } = call;
  const isIncoming = direction === 'incoming';
  const name = data.agents.find(({ identity }) => identity === agent)?.name ?? agent;
  const words = phase === 'connected' ? text('inCall') : phase === 'ringing' ? text('ringing') : text('dialling');
  return (
    <tr>
      <td>
        <bdi>{name ?? text('nothing')}</bdi>
      </td>
      <td>{text(isIncoming ? 'incoming' : 'outgoing')}</td>
      <td class="num">{numberText(isIncoming ? call.from : call.to)}</td>
      <td class={phase === 'connected' ? 'is-call' : 'is-ringing'}>{words}</td>
      <td class="num">{duration(now - (answeredAt ?? startedAt))}</td>
    </tr>
  );
}
