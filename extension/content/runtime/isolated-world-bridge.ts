/** Shared object between main.js and card-script.js: a property on `globalThis` of the isolated world, hidden from the page. */
import { bridgeKey } from '../../protocol/page-scripts.ts';

// A symbol: `globalThis` also has a property for every element of the page that has an id.
const key: unique symbol = Symbol.for(bridgeKey);
const world = globalThis as { [key]?: object };

/** Undefined where main.js does not run. */
export function getBridge(): object | undefined {
  return world[key];
}

/** @returns false in a frame in which main.js runs already. */
export function openBridge(bridge: object): boolean {
  if (world[key]) return false;
  world[key] = bridge;
  return true;
}
