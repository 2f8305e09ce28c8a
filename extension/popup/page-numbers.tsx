/** The numbers of the active page as a list: marks on the page are not accessible to screen readers or keyboards. */
import { useEffect } from 'preact/hooks';
import { type Country, spellNumber } from '../../shared/phone-number.ts';
import type { ListedNumber } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

/** Gets the number as the page writes it, and the likeliest countries of one whose country is not sure. */
type OnChoose = (written: string, ask?: readonly Country[]) => void;

export function PageNumbers({ onChoose }: { onChoose: OnChoose }) {
  useEffect(() => {
    const ask = () => void sendCommand({ command: 'listNumbers' });
    ask();
    // The side panel stays open while the active page changes.
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, []);
  const numbers = appState.value.pageNumbers;
  if (numbers.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="page-numbers-heading">
      <header>
        <h2 id="page-numbers-heading">{text('numbersOnPage')}</h2>
      </header>
      <ul>
        {numbers.map((one, i) => (
          <PageNumberItem key={`${i} ${one.number ?? one.written}`} listed={one} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  );
}

function PageNumberItem({ listed, onChoose }: { listed: ListedNumber; onChoose: OnChoose }) {
  const { written, href, number, name, context, countries = [] } = listed;
  // A link may have words for its text.
  const dialled = href && !/\p{Nd}/u.test(written) ? href : written;
  const unsure = number === null ? text('numberCountryUnsure') : '';
  const spoken = spellNumber(number ?? dialled, text('spokenPlus'));
  return (
    <li>
      <div>
        <p class="recent-number">
          {name && (
            <>
              <bdi>{name}</bdi> ·{' '}
            </>
          )}
          <bdi dir="ltr" class={unsure ? 'num unsure' : 'num'}>
            {written}
          </bdi>
        </p>
        {unsure && <p class="recent-result">{unsure}</p>}
        <p class="recent-result" dir="auto">
          {context}
        </p>
      </div>
      <button
        type="button"
        class="icon-button call-back"
        aria-label={[text('readNumberToCall', { number: spoken }), unsure, name, context].filter(Boolean).join(' ')}
        title={text('readNumberToCall', { number: dialled })}
        onClick={() => onChoose(dialled, unsure ? countries : undefined)}
      >
        <Icon name={unsure ? 'globe' : 'phone'} size={18} />
      </button>
    </li>
  );
}
