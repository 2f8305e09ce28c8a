/** Beside the tables: stops and countries that wait, doctor, emergency. */
import type { DoctorReport } from '../../shared/doctor.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import { checkName } from './check-names.ts';
import { Icon } from './icons.tsx';
import { countryText, type PageContext } from './page-context.ts';
import type { PageData } from './page-data.ts';
import { Form, Notice } from './page-shell.tsx';

type Props = { page: PageContext; data: PageData };

const nameOf = ({ agents }: PageData, identity: string | null) =>
  agents.find((agent) => agent.identity === identity)?.name ?? identity ?? '';

/** What waits for an admin. */
export function Waiting({ page, data }: Props) {
  const { text, language } = page;
  return (
    <div class="stack" id="waiting" data-live>
      {data.limits.stops.map(({ agent, reason }) => {
        const name = nameOf(data, agent);
        return (
          <Notice is="problem" heading={agent === wholeTeam ? text('everyoneStopped') : text('agentStopped', { name })}>
            <p>{text(`by_${reason}`)}</p>
            <Form page={page} action="stops" values={{ stopped: 'no', ...(agent === wholeTeam ? {} : { name }) }}>
              <button class="button primary">{text(agent === wholeTeam ? 'allowAll' : 'allowAgent')}</button>
            </Form>
          </Notice>
        );
      })}
      {data.limits.countries
        .filter(({ allowedAt }) => allowedAt === null)
        .map(({ country, askedBy }) => (
          <Notice is="problem" heading={text('countryAsked', { country: countryText(country, language) })}>
            <p>{text('countryAskedWhy', { name: nameOf(data, askedBy) })}</p>
            <Form page={page} action="countries" values={{ country, allowed: 'yes' }}>
              <button class="button primary">{text('allowCountry', { country: countryText(country, language) })}</button>
            </Form>
          </Notice>
        ))}
    </div>
  );
}

export function DoctorPanel({ page, report }: { page: PageContext; report: DoctorReport | undefined }) {
  const { text, language } = page;
  const passed = report?.checks.filter(({ ok }) => ok) ?? [];
  const failed = report?.checks.filter(({ ok }) => !ok) ?? [];
  return (
    <section class="panel stack" aria-labelledby="doctor-heading">
      <div class="panel-head">
        <h2 id="doctor-heading">
          <Icon name="pulse" />
          {text('doctor')}
        </h2>
        <Form page={page} action="doctor">
          <button class="button">{text('runDoctor')}</button>
        </Form>
      </div>
      <p class="muted">{report ? text('doctorResult', { passed: passed.length, count: report.checks.length }) : text('doctorNotRun')}</p>
      {report && report.mended.length > 0 && <p>{text('mended', { what: report.mended.join(', ') })}</p>}
      {failed.map(({ id, saw, wanted, fix }) => (
        <Notice is="problem" heading={checkName(id, language)}>
          <p>{saw}</p>
          <p>{text('doctorWanted', { wanted })}</p>
          <p>
            <b>{fix}</b>
          </p>
        </Notice>
      ))}
      {failed.length > 0 && (
        <Form page={page} action="doctor" values={{ mend: 'yes' }}>
          <button class="button primary">{text('mend')}</button>
        </Form>
      )}
      {passed.length > 0 && (
        <ul class="rows">
          {passed.map(({ id, saw }) => (
            <li>
              <Icon name="check" size={16} />
              <span>{checkName(id, language)}</span>
              <span class="muted">{saw}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Ending everything asks once, in place. */
export function EmergencyPanel({ page, data }: Props) {
  const { text } = page;
  const isStopped = data.limits.stops.some(({ agent }) => agent === wholeTeam);
  return (
    <section class="panel stack" aria-labelledby="emergency-heading">
      <h2 id="emergency-heading">{text('emergency')}</h2>
      {!isStopped && (
        <Form page={page} action="stops" values={{ stopped: 'yes' }}>
          <button class="button wide">{text('stopAll')}</button>
        </Form>
      )}
      <details class="stack">
        <summary class="button wide">{text('cutOff')}</summary>
        <Form page={page} action="cut-off" class="stack">
          <p>{text('cutOffWhy')}</p>
          <button class="button end wide">{text('cutOffNow')}</button>
        </Form>
      </details>
    </section>
  );
}
