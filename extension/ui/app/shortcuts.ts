/** The assigned global shortcuts. A command without a shortcut is left out. */
import { signal } from '@preact/signals';
import browser from '../../browser.ts';

/** By the name of the command in the manifest: `Alt+Shift+A`. */
export const shortcuts = signal<Record<string, string>>({});

export async function loadShortcuts(): Promise<void> {
  const commands = await browser.commands.getAll();
  shortcuts.value = Object.fromEntries(commands.flatMap(({ name, shortcut }) => (name && shortcut ? [[name, shortcut]] : [])));
}
