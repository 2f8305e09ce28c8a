/** Copies the details of a Problem, and announces that they were copied. */
import { useState } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';
import { copyText } from './copy-text.ts';

/** `compact` is a link whose label stays. */
export function CopyButton({ content, compact = false }: { content: string; compact?: boolean }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(content);
    setCopied(true);
    announce(text('copied'));
  };
  if (compact) {
    return (
      <button type="button" class="link" onClick={() => void copy()}>
        {text('copyDetails')}
      </button>
    );
  }
  return (
    <button type="button" class="button plain" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} size={18} />
      {text(copied ? 'copied' : 'copyDetails')}
    </button>
  );
}
