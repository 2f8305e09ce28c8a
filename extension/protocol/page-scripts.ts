/** Constants that the scripts inside a page share with the background and the build. */

/** The card script, injected on demand; path from the root of the package. */
export const cardsScript = 'extension/content/card-script.js';

/** Key of the symbol under which the scripts of a frame meet, in the global of their own world. */
export const bridgeKey = 'hatif';
