/** The missing or malformed settings of the server: names and hints. */
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
            {/* The server's hint is in English. */}
            <p lang="en" dir="ltr">
              {hint}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
