/** The options page: navigation and sections. */
import { useEffect } from 'preact/hooks';
import { Icon, type IconName } from '../ui/app/icon.tsx';
import { PageHeader } from '../ui/calls/page-header.tsx';
import { appState } from '../ui/app/signals.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import { AudioSection } from './audio-section.tsx';
import { useCurrentSection } from './use-current-section.ts';
import { CallingSection } from './calling-section.tsx';
import { CheckUpSection } from './check-up/check-up-section.tsx';
import { IncomingSection } from './incoming-section.tsx';
import { LineSection } from './line-section.tsx';
import { LookSection } from './look-section.tsx';
import { NumbersSection } from './numbers-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ReportSection } from './report-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';

const sections: { id: string; name: TextKey; icon: IconName; View: () => preact.JSX.Element }[] = [
  { id: 'line', name: 'sectionLine', icon: 'link', View: LineSection },
  { id: 'calling', name: 'sectionCalling', icon: 'phone', View: CallingSection },
  { id: 'numbers', name: 'sectionNumbers', icon: 'globe', View: NumbersSection },
  { id: 'incoming', name: 'sectionIncoming', icon: 'bell', View: IncomingSection },
  { id: 'audio', name: 'audio', icon: 'speaker', View: AudioSection },
  { id: 'shortcuts', name: 'sectionShortcuts', icon: 'keyboard', View: ShortcutsSection },
  { id: 'look', name: 'sectionLook', icon: 'look', View: LookSection },
  { id: 'check-up', name: 'sectionDoctor', icon: 'pulse', View: CheckUpSection },
  { id: 'report', name: 'sectionReport', icon: 'copy', View: ReportSection },
  { id: 'privacy', name: 'sectionPrivacy', icon: 'lock', View: PrivacySection },
];

export function Options() {
  const shown = sections.filter(({ id }) => id !== 'calling' || appState.value.agent?.modes.phone);
  // The sections are rendered after the browser has looked for the URL's fragment.
  const current = useCurrentSection(shown.map(({ id }) => id));
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <>
      <PageHeader page="options" />
      <div class="options">
        <section class="side" aria-labelledby="options-title">
          <h1 id="options-title">{text('optionsTitle')}</h1>
          <nav aria-label={text('optionsTitle')}>
            {shown.map(({ id, name, icon }) => (
              <a key={id} href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
                <Icon name={icon} size={18} />
                {text(name)}
              </a>
            ))}
          </nav>
        </section>
        <main>
          {shown.map(({ id, View }) => (
            <View key={id} />
          ))}
        </main>
      </div>
    </>
  );
}
