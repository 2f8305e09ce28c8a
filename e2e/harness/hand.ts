/** A person's hand on the mouse: paths with a start, a way and an end, and presses of human length. */
import { expect, type Frame, type Locator, type Page } from '@playwright/test';

export type Point = { x: number; y: number };

/** Where the last path on a page ended. Playwright does not tell the position of its mouse. */
const positions = new WeakMap<Page, Point>();
const frameMs = 16;
const pressMs = 80;
/** From the arrival to the press, of a person who reads the button first. */
const dwellMs = 200;
/** More than the guard asks for, and inside the button: a pointer that leaves the card begins anew. */
const awayPx = 14;
/** Of the way to the target: hands move along a slight arc. */
const arc = 0.04;

/** Moves the pointer to `to` in `ms`, slow at both ends (minimum jerk). */
export async function moveHand(page: Page, to: Point, ms = 450): Promise<void> {
  const from = positions.get(page) ?? { x: 20, y: 20 };
  const start = performance.now();
  for (let t = 0; t < 1;) {
    await delay(frameMs);
    t = Math.min(1, (performance.now() - start) / ms);
    const way = t * t * t * (10 + t * (6 * t - 15));
    const bend = arc * Math.sin(Math.PI * way);
    await page.mouse.move(from.x + (to.x - from.x) * way + (to.y - from.y) * bend, from.y + (to.y - from.y) * way - (to.x - from.x) * bend);
  }
  positions.set(page, to);
}

/** For a move that Playwright has made. */
export function handIsAt(page: Page, at: Point): void {
  positions.set(page, at);
}

/** Presses where the pointer is. */
export async function pressHere(page: Page): Promise<void> {
  await page.mouse.down();
  await delay(pressMs);
  await page.mouse.up();
}

/**
 * Two clicks where the pointer is, `gapMs` from press to press; Chromium counts the second as a double click. Not one after the
 * other was handled, which a busy machine does late: no hand waits for that.
 */
export async function doubleClickHere(page: Page, gapMs: number): Promise<void> {
  const sent = [page.mouse.down()];
  await delay(gapMs / 3);
  sent.push(page.mouse.up());
  await delay((gapMs * 2) / 3);
  sent.push(page.mouse.down({ clickCount: 2 }));
  await delay(pressMs);
  sent.push(page.mouse.up({ clickCount: 2 }));
  await Promise.all(sent);
}

/** Clicks a button of a card or a window as soon as the button may be used; follows the button while the card grows. */
export async function pressByHand(where: Frame | Page, name: string | RegExp, ms?: number): Promise<void> {
  const page = 'mouse' in where ? where : where.page();
  const button = where.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled();
  let at = await middleOf(button);
  // A hand that rests on the button since an earlier press has to move: the guard asks for a way.
  const resting = positions.get(page);
  if (resting && Math.hypot(resting.x - at.x, resting.y - at.y) < awayPx) await moveHand(page, { x: at.x - awayPx, y: at.y }, ms);
  for (let before: Point | null = null; at.x !== before?.x || at.y !== before.y;) {
    await moveHand(page, at, ms);
    [before, at] = [at, await middleOf(button)];
  }
  await delay(dwellMs);
  await pressHere(page);
}

/** Presses a button until `isDone`: on a busy machine the first press may come too soon for the guard of presses. */
export async function pressUntil(
  place: Frame | Page | (() => Promise<Frame>),
  name: string | RegExp,
  isDone: () => Promise<boolean>,
): Promise<void> {
  await expect(async () => {
    // A busy machine may have taken the last press after its time.
    if (await isDone()) return;
    await pressByHand(typeof place === 'function' ? await place() : place, name);
    await expect.poll(isDone, { timeout: 3000 }).toBe(true);
  }).toPass({ timeout: 40_000 });
}

/** In CSS px of the page, for elements of its frames too. */
export async function middleOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${String(target)} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
