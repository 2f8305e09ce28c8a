/** The service worker: registers every listener on the first tick, and holds nothing. */
import browser from 'webextension-polyfill';
import { isOwnPage, receive } from '../messaging.ts';
import { dockMoved, forgetCard, tabActivated } from './cards.ts';
import { commandFrom, obey } from './commands.ts';
import { addContextMenu, contextMenuClicked } from './context-menu.ts';
import { introduceEngine, watchEngine } from './engine.ts';
import { learn } from './facts.ts';
import { keyPressed } from './keyboard.ts';
import { notificationOpened, notificationPressed } from './notifications.ts';
import { ringingMoved } from './ringing-moved.ts';
import { agentMoved } from './manner.ts';
import { joinOpenPages } from './page-scripts.ts';
import { settingsMoved } from './settings-moved.ts';
import { answer, questionFrom } from './questions.ts';
import { start } from './start.ts';
import { boardMoved } from './toolbar.ts';
import { type Board, emptyBoard } from '../board.ts';
import type { Fact } from '../messages.ts';

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
