/** The service worker: registers every listener on the first tick, and holds nothing. */
import browser from 'webextension-polyfill';
import { isOwnPage, receive } from '../protocol/transport.ts';
import { dockMoved, forgetCard, tabActivated } from './page/cards.ts';
import { commandFrom, obey } from './commands.ts';
import { addContextMenu, contextMenuClicked } from './context-menu.ts';
import { introduceEngine, watchEngine } from './line/engine.ts';
import { learn } from './engine-events.ts';
import { keyPressed } from './keyboard.ts';
import { notificationOpened, notificationPressed } from './incoming/notifications.ts';
import { ringingMoved } from './incoming/ringing-effects.ts';
import { agentMoved } from './page/page-settings.ts';
import { joinOpenPages } from './page/inject-scripts.ts';
import { settingsMoved } from './settings-effects.ts';
import { answer, questionFrom } from './page/queries.ts';
import { start } from './on-startup.ts';
import { boardMoved } from './toolbar/toolbar.ts';
import { type Board, emptyBoard } from '../state/app-state.ts';
import type { Fact } from '../protocol/messages.ts';

receive('background', (message, sender) => {
  if (isOwnPage(sender) && !sender.tab && isFact(message)) return learn(message);
  const question = questionFrom(message);
  if (question) return answer(question, sender);
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
    const before = changes['board'].oldValue as Board | undefined;
    const after = { ...emptyBoard, ...(changes['board'].newValue as Board | undefined) };
    void boardMoved();
    void dockMoved(before, after);
    void agentMoved(before, after);
    void ringingMoved(before, after);
  }
  if (area === 'local' && changes['settings']) void settingsMoved();
});
chrome.notifications.onButtonClicked.addListener((id, button) => void notificationPressed(id, button));
chrome.notifications.onClicked.addListener((id) => void notificationOpened(id));
// The badge counts the minutes of a call.
browser.alarms.onAlarm.addListener(() => void boardMoved());
browser.alarms.onAlarm.addListener(() => void watchEngine());

// The pairing's session must stay out of reach of content scripts, which live beside pages nobody vouches for.
void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
void introduceEngine();

/** Our own offscreen page needs no schema: it is built with us. Nobody else gets here (see `isOwnPage`). */
function isFact(message: unknown): message is Fact {
  return message !== null && typeof message === 'object' && 'fact' in message;
}
