/** The board and the settings as signals, for views. */
import { signal } from '@preact/signals';
import { type Board, emptyBoard, readBoard, watchBoard } from '../../state/app-state.ts';
import { defaultSettings, readSettings, type Settings, watchSettings } from '../../state/settings.ts';

export const board = signal<Board>(emptyBoard);
export const settings = signal<Settings>(defaultSettings);

/** Keeps both signals at the truth; resolves once they hold it for the first time. */
export async function followBoardAndSettings(): Promise<void> {
  [board.value, settings.value] = await Promise.all([readBoard(), readSettings()]);
  watchBoard((seen) => (board.value = seen));
  watchSettings((seen) => (settings.value = seen));
}
