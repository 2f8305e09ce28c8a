/** The limits: how much of each is used, and the form that changes them. */
import type { Limit, LimitName } from '../limits/changed-limits.ts';
import { limitLabels } from './limit-labels.ts';
import { countryText, moneyText, type PageContext } from './page-context.ts';
import type { PageData } from './page-data.ts';
import { Form } from './page-shell.tsx';

type Props = { page: PageContext; data: PageData };

export function LimitsPanel({ page, data }: Props) {
  const { text, language } = page;
  const { currency, team, maxSpend } = data.limits;
  const { MAX_TEAM_MINUTES_PER_DAY, MAX_LIVE_CALLS_PER_AGENT, MAX_CALL_MINUTES, ALLOWED_COUNTRIES } = data.settings;
  const spent = moneyText(team.cost, currency);
  return (
    <section class="panel stack" aria-labelledby="limits-heading">
      <div class="panel-head">
        <h2 id="limits-heading">{text('limits')}</h2>
        <EditLimits page={page} limits={data.limitList} />
      </div>
      <div class="stack" id="limits-used" data-live>
        <Used
          page={page}
          name={text('spendToday')}
          used={team.cost}
          most={maxSpend?.micros}
          words={maxSpend ? `${spent} / ${moneyText(maxSpend.micros, maxSpend.currency)}` : spent}
        />
        <Used
          page={page}
          name={text('minutesToday')}
          used={team.seconds / 60}
          most={MAX_TEAM_MINUTES_PER_DAY}
          words={`${Math.round(team.seconds / 60)} / ${MAX_TEAM_MINUTES_PER_DAY ?? ''}`}
        />
      </div>
      <ul class="rows">
        <li>
          <span>{text('callsAtATime')}</span>
          <b class="num">{MAX_LIVE_CALLS_PER_AGENT}</b>
        </li>
        <li>
          <span>{text('longestCall')}</span>
          <b>{text('minutes', { count: MAX_CALL_MINUTES ?? 0 })}</b>
        </li>
        <li>
          <span>{text('countriesAllowed')}</span>
          <div>
            {[...(ALLOWED_COUNTRIES ?? [])].map((country) => (
              <abbr class="tag" title={countryText(country, language)}>
                {country}
              </abbr>
            ))}
          </div>
        </li>
      </ul>
    </section>
  );
}

function EditLimits({ page, limits }: { page: PageContext; limits: Limit[] }) {
  const { text, language } = page;
  return (
    <details class="edit">
      <summary class="button">{text('editLimits')}</summary>
      <Form page={page} action="limits" class="stack">
        <p class="muted">{text('limitsWhere')}</p>
        {limits.map((limit) => (
          <label>
            {limitLabels[language][limit.name]}
            <LimitField page={page} limit={limit} />
          </label>
        ))}
        <button class="button primary">{text('saveLimits')}</button>
      </Form>
    </details>
  );
}

/** Holds what an admin set; the deployment's value stands in an empty field. */
function LimitField({ page: { text }, limit: { name, value, deployed, isChanged } }: { page: PageContext; limit: Limit }) {
  const own = isChanged ? value : '';
  if (!isSwitch(name))
    return <input class="field num" name={name} value={own} placeholder={deployed} maxlength={1000} autocomplete="off" />;
  return (
    <select class="field" name={name}>
      {['', 'on', 'off'].map((each) => (
        <option value={each} selected={each === own.toLowerCase()}>
          {each === '' ? text('asDeployed', { value: text(deployed === 'on' ? 'on' : 'off') }) : text(each === 'on' ? 'on' : 'off')}
        </option>
      ))}
    </select>
  );
}

const isSwitch = (name: LimitName) => name === 'ASK_FOR_NEW_COUNTRIES';

/** From here on the bar says that the limit is near. */
const nearShare = 0.8;

type UsedProps = { page: PageContext; name: string; used: number; most: number | undefined; words: string };

function Used({ page: { text }, name, used, most, words }: UsedProps) {
  const isNear = most !== undefined && used >= most * nearShare;
  return (
    <div class="stack">
      <div class="panel-head">
        <span>{name}</span>
        <b class={isNear ? 'num near-text' : 'num'}>{words}</b>
      </div>
      {most === undefined ? (
        <p class="muted">{text('noLimit')}</p>
      ) : (
        <progress class={isNear ? 'bar near' : 'bar'} value={used} max={most} aria-label={name}></progress>
      )}
      {isNear && <p class="near-text">{text('nearLimit')}</p>}
    </div>
  );
}
