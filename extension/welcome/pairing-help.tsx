/** Help with the first step: where a pairing link comes from, and how to try Hatif without one. */
import { richText, text } from '../ui/app/text.ts';

export function PairingHelp() {
  return (
    <details class="pairing-help">
      <summary>{text('help')}</summary>
      <p>{text('pairingNoLink')}</p>
      <p>
        {richText('welcomeTry', {
          command: (
            <code dir="ltr" key="command">
              npm start
            </code>
          ),
        })}
      </p>
    </details>
  );
}
