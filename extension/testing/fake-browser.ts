/** An in-memory `webextension-polyfill` for unit tests: storage with change events, and one message bus. */
import { vi } from 'vitest';

type Change = { oldValue?: unknown; newValue?: unknown };
type StorageListener = (changes: Record<string, Change>, area: string) => void;
type MessageListener = (message: unknown, sender: unknown) => unknown;

export function fakeBrowser() {
  const storageListeners = new Set<StorageListener>();
  const messageListeners = new Set<MessageListener>();

  const area = (name: string) => {
    let stored: Record<string, unknown> = {};
    const notify = (changes: Record<string, Change>) => storageListeners.forEach((listener) => listener(changes, name));
    return {
      get: async (key: string) => (key in stored ? { [key]: structuredClone(stored[key]) } : {}),
      set: async (values: Record<string, unknown>) => {
        const changes = Object.fromEntries(Object.entries(values).map(([key, newValue]) => [key, { oldValue: stored[key], newValue }]));
        stored = structuredClone({ ...stored, ...values });
        notify(changes);
      },
      remove: async (key: string) => {
        const { [key]: oldValue, ...rest } = stored;
        stored = rest;
        notify({ [key]: { oldValue } });
      },
    };
  };

  return {
    runtime: {
      id: 'hatif',
      getURL: (path: string) => `chrome-extension://hatif/${path}`,
      onMessage: { addListener: (listener: MessageListener) => messageListeners.add(listener) },
      /** As in Chrome: the first listener that answers wins; without an answer the promise rejects. */
      sendMessage: vi.fn(async (message: unknown, sender: unknown = { id: 'hatif', url: 'chrome-extension://hatif/popup.html' }) => {
        for (const listener of messageListeners) {
          const answer = listener(structuredClone(message), sender);
          if (answer !== undefined) return answer;
        }
        throw new Error('Could not establish connection. Receiving end does not exist.');
      }),
    },
    storage: {
      local: area('local'),
      session: area('session'),
      onChanged: {
        addListener: (listener: StorageListener) => storageListeners.add(listener),
        removeListener: (listener: StorageListener) => storageListeners.delete(listener),
      },
    },
    tabs: { query: vi.fn(async () => [] as { id?: number }[]), sendMessage: vi.fn(async () => undefined), create: vi.fn(async () => ({})) },
    i18n: { getMessage: (key: string) => key },
  };
}
