/** Imports that are to be undone, as `from -> to`. The list only becomes shorter: a line without its offence fails the check too. */
export const knownOffenders: string[] = [
  'extension/background/line/pairing.ts -> extension/background/incoming/missed-count.ts',
  'extension/background/page/cards.ts -> extension/background/incoming/ringing-effects.ts',
  'extension/background/page/site-countries.test.ts -> webextension-polyfill',
  'extension/content/runtime/isolated-world-bridge.ts -> extension/content/numbers/marks.ts',
  'extension/protocol/transport.test.ts -> webextension-polyfill',
  'extension/state/settings-store.test.ts -> webextension-polyfill',
  'extension/ui/controls/steps-list.tsx -> extension/ui/calls/call-steps.css',
  'worker/http/bindings.ts -> worker/agents/agent-store.ts',
  'worker/http/bindings.ts -> worker/push/agent-hub.ts',
  'worker/http/require-agent.ts -> worker/agents/agent-store.ts',
];
