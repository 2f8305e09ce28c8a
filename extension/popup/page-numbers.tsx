/** The numbers of the active page as a list: marks on the page are not accessible to screen readers or keyboards. */
import { useEffect } from 'preact/hooks';
import { spellNumber } from '../../shared/phone-number.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

/** `onChoose` gets the number as the page writes it. */
export function PageNumbers({ onChoose }: { onChoose: (written: string) => void }) {
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
        {numbers.map(({ written, number, name, context }, i) => (
          <li key={`${i} ${number}`}>
            <div>
              <p class="recent-number">
                {name && (
                  <>
                    <bdi>{name}</bdi> ·{' '}
                  </>
                )}
                <bdi dir="ltr" class="num">
                  {written}
                </bdi>
              </p>
              <p class="recent-result" dir="auto">
                {context}
              </p>
            </div>
            <button
              type="button"
              class="icon-button call-back"
              aria-label={[text('readNumberToCall', { number: spellNumber(number, text('spokenPlus')) }), name, context]
                .filter(Boolean)
                .join(' ')}
              title={text('readNumberToCall', { number: written })}
              onClick={() => onChoose(written)}
            >
              <Icon name="phone" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
