/** Takes a pairing link, validates it while it is typed, and pairs. */
import './pairing-form.css';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PairingCheck } from '../../../shared/api.ts';
import type { Problem } from '../../../shared/problem.ts';
import { sendCommand } from '../app/send-command.ts';
import { checkPairing, readPairingLink } from '../../worker-client.ts';
import { ClockTime } from '../app/clock-time.tsx';
import { formatDayInSentence } from '../app/format-time.ts';
import { Icon } from '../app/icon.tsx';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { richText, text } from '../app/text.ts';

/** The validity of the typed link. Why its server refuses the code, or cannot be reached, is reported by Connect. */
type LinkCheck = { is: 'nothing' } | { is: 'wrong' } | { is: 'link'; host: string; code: PairingCheck | null };

export function PairingForm() {
  const field = useRef<HTMLInputElement>(null);
  const { link, setLink, linkCheck, connecting, problem, connect } = usePairing(field);
  useEffect(() => field.current?.focus(), []);
  return (
    <form class="pairing-form" onSubmit={(event) => void connect(event)}>
      <label for="pairing-link">{text('pairingLink')}</label>
      <div class="link-row">
        <div class="link-field">
          <Icon name="link" size={18} />
          <input
            ref={field}
            id="pairing-link"
            class="field"
            dir="ltr"
            placeholder="https://…/pair#…"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="pairing-hint"
            value={link}
            onInput={(event) => setLink(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button primary main" disabled={linkCheck.is !== 'link'} aria-busy={connecting}>
          {text(connecting ? 'connecting' : 'connect')}
        </button>
      </div>
      <Hint linkCheck={linkCheck} />
      {problem && <ProblemBlock problem={problem} actions={{ tryAgain: () => field.current?.form?.requestSubmit() }} />}
    </form>
  );
}

type Pairing = {
  link: string;
  setLink: (link: string) => void;
  linkCheck: LinkCheck;
  connecting: boolean;
  problem: Problem | null;
  connect: (event: Event) => Promise<void>;
};

function usePairing(field: RefObject<HTMLInputElement | null>): Pairing {
  const [link, setLink] = useState('');
  const [linkCheck, setLinkCheck] = useState<LinkCheck>({ is: 'nothing' });
  const [connecting, setConnecting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => checkLink(link, setLinkCheck), [link]);
  const connect = async (event: Event) => {
    event.preventDefault();
    if (connecting) return;
    setConnecting(true);
    setProblem(null);
    const result = await sendCommand({ command: 'pair', link: link.trim() });
    setConnecting(false);
    if (result.ok) return;
    setProblem(result.problem);
    field.current?.focus();
  };
  const change = (next: string) => {
    setLink(next);
    setProblem(null);
  };
  return { link, setLink: change, linkCheck, connecting, problem, connect };
}

function Hint({ linkCheck }: { linkCheck: LinkCheck }) {
  return (
    <p id="pairing-hint" class={linkCheck.is === 'wrong' ? 'hint wrong' : 'hint'} hidden={linkCheck.is === 'nothing'} role="status">
      <Icon name={linkCheck.is === 'link' ? 'check-ring' : 'alert'} size={16} />
      <span>{linkCheck.is === 'link' ? <LinkMeaning {...linkCheck} /> : text('pairingWrong')}</span>
    </p>
  );
}

/** Whose link it is, at which server, and until when it works; the server alone before it answers. */
function LinkMeaning({ host: hostName, code }: { host: string; code: PairingCheck | null }) {
  const host = <bdi dir="ltr">{hostName}</bdi>;
  if (!code) return richText('pairingReads', { host });
  const until = Date.parse(code.expiresAt);
  const parts = {
    name: (
      <strong>
        <bdi>{code.name}</bdi>
      </strong>
    ),
    host,
    day: formatDayInSentence(until, Date.now()),
    time: <ClockTime at={until} />,
  };
  return richText('pairingFor', parts);
}

/** Parses the link, then asks its server whose it is. Returns a function that discards a late answer. */
function checkLink(link: string, onResult: (linkCheck: LinkCheck) => void): () => void {
  const target = readPairingLink(link);
  if (!target) {
    onResult({ is: link.trim() ? 'wrong' : 'nothing' });
    return () => undefined;
  }
  const { host } = new URL(target.backendUrl);
  let current = true;
  onResult({ is: 'link', host, code: null });
  checkPairing(target.backendUrl, target.code).then(
    (code) => current && onResult({ is: 'link', host, code }),
    () => undefined,
  );
  return () => (current = false);
}
