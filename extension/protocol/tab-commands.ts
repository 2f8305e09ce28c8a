/** Tab commands: what the background has the content script of one tab do. */

/** From the background to the content script of one tab. */
export type TabCommand = CardTabCommand | PageTabCommand;
/** What the script of the cards is for, which comes to a page only when it is needed. */
export type CardScriptCommand = Extract<
  TabCommand,
  CardTabCommand | { command: 'incoming' | 'sizeIncoming' | 'goToNumber' | 'listNumbersOfFrame' }
>;
export type CardTabCommand =
  | { command: 'sizeCard'; height: number }
  | { command: 'closeCard' }
  | { command: 'dock'; on: boolean }
  | { command: 'moveCard'; dx: number; dy: number };
export type PageTabCommand =
  /** A call rings: show its card in the page's corner. At its end the card takes itself away. */
  | { command: 'incoming'; on: boolean }
  /** From the card of a ringing call, straight to its own page: how tall it is, in CSS px; 0 when it has nothing to show any more. */
  | { command: 'sizeIncoming'; height: number }
  /** Asks for nothing: that it arrives is the answer. */
  | { command: 'areYouThere' }
  /** Settings changed: ask `pageSettings` again. */
  | { command: 'pageSettingsChanged' }
  /** Open the card on the number after, or before, the last one. */
  | { command: 'goToNumber'; to: 'next' | 'previous' }
  /** Answered by the command `reportPageNumbers`. */
  | { command: 'listNumbersOfFrame' };
