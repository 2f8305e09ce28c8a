/** The header of the full pages: mark, links to the other pages, state. */
import './page-header.css';
import { Mark } from '../app/mark.tsx';
import { StateBadge } from './state-badge.tsx';
import { text } from '../app/text.ts';

export function PageHeader({ page }: { page: 'welcome' | 'options' | 'log' }) {
  const current = (name: string) => (name === page ? 'page' : undefined);
  return (
    <header class="page-header">
      <span class="brand">
        <Mark />
        {text('extensionName')}
      </span>
      <nav>
        <a href="../../log/log.html" aria-current={current('log')}>
          {text('callLog')}
        </a>
        <a href="../../options/options.html" aria-current={current('options')}>
          {text('options')}
        </a>
      </nav>
      <StateBadge />
    </header>
  );
}
