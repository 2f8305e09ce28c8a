/** The settings that the server lacks or cannot use: each by name, with where to find it. */
import type { Health } from '../../shared/api.ts';
import { text } from '../ui/app/text.ts';

export function SettingFaults({ faults }: { faults: Health['faults'] }) {
  if (faults.length === 0) return null;
  return (
    <section class="faults" aria-labelledby="faults-heading">
      <h2 id="faults-heading">{text('faultsHeading')}</h2>
      <ul>
        {faults.map(({ name, fault, hint }) => (
          <li key={name}>
            <code dir="ltr">{name}</code> <span class="fault">{text(fault === 'missing' ? 'faultMissing' : 'faultMalformed')}</span>
            {/* The server's own words, in English. */}
            <p lang="en" dir="ltr">
              {hint}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
