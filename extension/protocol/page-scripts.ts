/** Constants that the scripts inside a page share with the background and the build. */

/** The card script, injected on demand; path from the root of the package. */
export const cardsScript = 'extension/content/card-script.js';

/** Name of the highlight that paints the marks. */
export const highlightName = 'hatif-number';

/** Of numbers whose country is not sure. */
export const unsureHighlightName = 'hatif-number-unsure';

/** Key of the symbol for the object that main.js and card-script.js share on the `globalThis` of their isolated world. */
export const bridgeKey = 'hatif';

/** Follows the nonce in the address of a card that loads before its click: such a card draws nothing until it has a number. */
export const preloadSuffix = '.preload';
