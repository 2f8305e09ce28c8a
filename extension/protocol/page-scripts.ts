/** What the scripts inside a page and the background must agree on to find each other. */

/** The script of the cards, which no manifest names: it is brought when it is needed. From the root of the package. */
export const cardsScript = 'extension/content/card-script.js';

/** Key of the symbol for the object that main.js and card-script.js share on the `globalThis` of their isolated world. */
export const bridgeKey = 'hatif';
