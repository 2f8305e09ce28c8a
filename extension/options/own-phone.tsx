/** The agent's own phone: shows it, verifies a new one by a spoken code, removes it. */
import './own-phone.css';
import { useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { type Command, sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { SavedPhone } from './saved-phone.tsx';
import { PhoneCodeForm } from './phone-code-form.tsx';
import { PhoneNumberForm } from './phone-number-form.tsx';
import { SettingRow } from './section.tsx';

/** The form in the row: the saved phone, the number of a new one, or its code. */
type OwnPhoneForm = { is: 'saved' } | { is: 'number' } | { is: 'code'; phone: string };

export function OwnPhone() {
  const saved = appState.value.agent?.phone ?? null;
  const [form, setForm] = useState<OwnPhoneForm>({ is: 'saved' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = (next: OwnPhoneForm) => {
    setProblem(null);
    setForm(next);
  };
  const ask = async (command: Command): Promise<boolean> => {
    setProblem(null);
    const result = await sendCommand(command);
    if (!result.ok) setProblem(result.problem);
    return result.ok;
  };
  const ring = async (phone: string) => {
    if (await ask({ command: 'askPhoneCode', phone })) setForm({ is: 'code', phone });
  };
  const keep = async (code: string) => {
    if (!(await ask({ command: 'savePhone', code }))) return;
    announce(text('ownPhoneKept'));
    setForm({ is: 'saved' });
  };
  const remove = async () => {
    if (await ask({ command: 'removePhone' })) setForm({ is: 'number' });
  };
  const control = () => {
    if (form.is === 'code') {
      return <PhoneCodeForm phone={form.phone} onCode={keep} onAgain={() => ring(form.phone)} onOther={() => go({ is: 'number' })} />;
    }
    if (form.is === 'number' || saved === null) {
      return <PhoneNumberForm focus={form.is === 'number'} onRing={ring} {...(saved ? { onLeave: () => go({ is: 'saved' }) } : {})} />;
    }
    return <SavedPhone phone={saved} onChange={() => go({ is: 'number' })} onRemove={remove} />;
  };
  return (
    <>
      <SettingRow title={text('ownPhone')} effect={text(saved === null && form.is !== 'code' ? 'ownPhoneFirst' : 'ownPhoneEffect')}>
        {control}
      </SettingRow>
      {problem && (
        <div class="own-phone-problem">
          <ProblemBlock problem={problem} actions={{ editNumber: () => go({ is: 'number' }) }} />
        </div>
      )}
    </>
  );
}
