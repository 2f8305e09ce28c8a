/** Has the style of the marks inserted before the first mark of the frame. */
import { send } from '../runtime/send.ts';

let inserted: Promise<boolean> | undefined;

/** @returns false when the insertion failed: the next call tries again. */
export async function styleMarks(): Promise<boolean> {
  inserted ??= send({ command: 'styleMarks' }).then(Boolean);
  const isInserted = await inserted;
  if (!isInserted) inserted = undefined;
  return isInserted;
}
