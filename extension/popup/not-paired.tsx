/** The popup of an unpaired browser: link field, Connect, link to the welcome page. */
import { Icon } from '../ui/app/icon.tsx';
import { PairingForm } from '../ui/setup/pairing-form.tsx';
import { text } from '../ui/app/text.ts';

export function NotPaired() {
  return (
    <main class="popup-body">
      <h1>{text('pairingTitle')}</h1>
      <p class="lead">{text('pairingLead')}</p>
      <PairingForm />
      <p class="note">
        <Icon name="info" size={18} />
        {text('pairingNoLink')}
      </p>
    </main>
  );
}
