/** The service worker: registers every listener on the first tick, and keeps no state in memory but the budgets of pages. */
import browser from '../browser.ts';
import { isOwnPage, receive } from '../protocol/transport.ts';
import { onAlarm } from './alarms.ts';
import { onReminderClosed, onReminderPressed } from './calls/reminders.ts';
import { onDockChanged, removeCard } from './page/cards.ts';
import { handleCommand, parseCommand } from './commands.ts';
import { ProblemError } from '../../shared/problem.ts';
import { addContextMenu, onContextMenuClicked } from './context-menu.ts';
import { syncEngine } from './line/engine.ts';
import { handleEngineEvent } from './engine-events.ts';
import { onShortcut } from './keyboard.ts';
import { onNotificationButton, onNotificationClicked } from './incoming/notifications.ts';
import { onRingingChanged } from './incoming/ringing-effects.ts';
import { onAgentChanged } from './page/page-settings.ts';
import { injectIntoOpenPages } from './page/inject-scripts.ts';
import { onTabActivated } from './tab-effects.ts';
import { onWindowFocused } from './page/window-focus.ts';
import { onSettingsChanged } from './settings-effects.ts';
import { answerQuery, parseQuery } from './page/queries.ts';
import { onStartup } from './on-startup.ts';
import { recordProblems } from './record-problems.ts';
import { redrawToolbar } from './toolbar/toolbar.ts';
import { appStateKey } from '../state/app-state-store.ts';
import { type AppState, emptyAppState } from '../state/app-state.ts';
import type { EngineEvent } from '../protocol/engine-events.ts';

receive('background', {
  command: async (message, sender) => handleCommand(parseCommand(message), sender),
  query: async (message, sender) => answerQuery(parseQuery(message), sender),
  'engine-event': async (message, sender) => {
    // An engine event needs no schema: its only sender is our own offscreen page, which has no tab.
    if (!isOwnPage(sender) || sender.tab) throw new ProblemError('request-refused');
    await handleEngineEvent(message as EngineEvent);
  },
});

browser.runtime.onInstalled.addListener(({ reason }) => void onStartup({ firstTime: reason === 'install' }));
browser.runtime.onStartup.addListener(() => void onStartup({ firstTime: false }));
browser.runtime.onInstalled.addListener(() => void addContextMenu());
browser.runtime.onInstalled.addListener(() => void injectIntoOpenPages());
browser.contextMenus.onClicked.addListener((info) => void onContextMenuClicked(info));
browser.commands.onCommand.addListener((command) => void onShortcut(command));
browser.tabs.onActivated.addListener(({ tabId }) => void onTabActivated(tabId));
browser.windows.onFocusChanged.addListener(() => void onWindowFocused());
browser.tabs.onRemoved.addListener((tabId) => void removeCard(tabId));
browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'session' && changes[appStateKey]) {
    const before = changes[appStateKey].oldValue as AppState | undefined;
    const after = { ...emptyAppState, ...(changes[appStateKey].newValue as AppState | undefined) };
    void redrawToolbar();
    void onDockChanged(before, after);
    void onAgentChanged(before, after);
    void onRingingChanged(before, after);
    void recordProblems(before, after);
  }
  if (area === 'local' && changes['settings']) void onSettingsChanged();
});
chrome.notifications.onButtonClicked.addListener((id, button) => {
  void onNotificationButton(id, button);
  void onReminderPressed(id);
});
chrome.notifications.onClicked.addListener((id) => {
  void onNotificationClicked(id);
  void onReminderPressed(id);
});
chrome.notifications.onClosed.addListener((id, byPerson) => void onReminderClosed(id, byPerson));
browser.alarms.onAlarm.addListener((alarm) => void onAlarm(alarm));

// Content scripts run beside untrusted pages: they must not read the pairing's session.
void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
void syncEngine();
