/** What the scripts inside a page and the background must agree on to find each other. */

/** The script of the cards, which no manifest names: it is brought when it is needed. From the root of the package. */
export const cardsScript = 'extension/content/card-script.js';

/** Key of the symbol under which the scripts of a frame meet, in the global of their own world. */
export const bridgeKey = 'hatif';
