/** The service worker: registers every listener on the first tick, and holds nothing. */
import browser from '../browser.ts';
import { isOwnPage, receive } from '../protocol/transport.ts';
import { onDockChanged, forgetCard, tabActivated } from './page/cards.ts';
import { commandFrom, obey } from './commands.ts';
import { addContextMenu, contextMenuClicked } from './context-menu.ts';
import { introduceEngine, watchEngine } from './line/engine.ts';
import { handleEngineEvent } from './engine-events.ts';
import { keyPressed } from './keyboard.ts';
import { notificationOpened, notificationPressed } from './incoming/notifications.ts';
import { onRingingChanged } from './incoming/ringing-effects.ts';
import { onAgentChanged } from './page/page-settings.ts';
import { joinOpenPages } from './page/inject-scripts.ts';
import { onSettingsChanged } from './settings-effects.ts';
import { answer, queryFrom } from './page/queries.ts';
import { start } from './on-startup.ts';
import { onAppStateChanged } from './toolbar/toolbar.ts';
import { type AppState, emptyAppState } from '../state/app-state.ts';
import type { EngineEvent } from '../protocol/engine-events.ts';

receive('background', (message, sender) => {
  if (isOwnPage(sender) && !sender.tab && isEngineEvent(message)) return handleEngineEvent(message);
  const query = queryFrom(message);
  if (query) return answer(query, sender);
  return obey(commandFrom(message), sender);
});

browser.runtime.onInstalled.addListener(({ reason }) => void start({ firstTime: reason === 'install' }));
browser.runtime.onStartup.addListener(() => void start({ firstTime: false }));
browser.runtime.onInstalled.addListener(() => void addContextMenu());
browser.runtime.onInstalled.addListener(() => void joinOpenPages());
browser.contextMenus.onClicked.addListener((info) => void contextMenuClicked(info));
browser.commands.onCommand.addListener((command) => void keyPressed(command));
browser.tabs.onActivated.addListener(({ tabId }) => void tabActivated(tabId));
browser.tabs.onRemoved.addListener((tabId) => void forgetCard(tabId));
browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'session' && changes['board']) {
    const before = changes['board'].oldValue as AppState | undefined;
    const after = { ...emptyAppState, ...(changes['board'].newValue as AppState | undefined) };
    void onAppStateChanged();
    void onDockChanged(before, after);
    void onAgentChanged(before, after);
    void onRingingChanged(before, after);
  }
  if (area === 'local' && changes['settings']) void onSettingsChanged();
});
chrome.notifications.onButtonClicked.addListener((id, button) => void notificationPressed(id, button));
chrome.notifications.onClicked.addListener((id) => void notificationOpened(id));
// The badge counts the minutes of a call.
browser.alarms.onAlarm.addListener(() => void onAppStateChanged());
browser.alarms.onAlarm.addListener(() => void watchEngine());

// The pairing's session must stay out of reach of content scripts, which live beside pages nobody vouches for.
void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
void introduceEngine();

/** Our own offscreen page needs no schema: it is built with us. Nobody else gets here (see `isOwnPage`). */
function isEngineEvent(message: unknown): message is EngineEvent {
  return message !== null && typeof message === 'object' && 'event' in message;
}
