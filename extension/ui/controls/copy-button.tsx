/** Copies the details of a Problem, and says that it did. */
import { useState } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';

export function CopyButton({ content }: { content: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(content);
    setCopied(true);
    announce(text('copied'));
  };
  return (
    <button type="button" class="button plain" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} size={18} />
      {text(copied ? 'copied' : 'copyDetails')}
    </button>
  );
}
