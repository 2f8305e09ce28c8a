/** Tab commands: sent to the content script of one tab. */

export type TabCommand = CardTabCommand | PageTabCommand;
/** Commands for the card script, which is injected into a page on demand. */
export type CardScriptCommand = Extract<
  TabCommand,
  CardTabCommand | { command: 'incoming' | 'sizeIncoming' | 'goToNumber' | 'listNumbersOfFrame' }
>;
/** `nonce` names the frame of the card: every frame of a tab receives a tab command. */
export type CardTabCommand =
  | { command: 'sizeCard'; nonce: string; height: number }
  | { command: 'closeCard'; nonce: string }
  /** Another frame loads a card before its click: a browser has one such frame. */
  | { command: 'dropPreload'; nonce: string }
  | { command: 'dock'; on: boolean }
  | { command: 'moveCard'; nonce: string; dx: number; dy: number };
export type PageTabCommand =
  /**
   * A call rings: shows its card in the page's corner. The card removes itself after the ringing has ended, that of a `missed`
   * call once the person has seen it.
   */
  | { command: 'incoming'; on: boolean; missed?: boolean }
  /** From a ringing call's card to its own page: the card's height in CSS px; 0 removes the card. */
  | { command: 'sizeIncoming'; nonce: string; height: number }
  /** No-op. If delivery succeeds, the content script is loaded in that tab. */
  | { command: 'areYouThere' }
  /** The settings changed: query `pageSettings` again. */
  | { command: 'pageSettingsChanged' }
  /** Opens the card on the next, or the previous, number. */
  | { command: 'goToNumber'; to: 'next' | 'previous' }
  /** Answered by the command `reportPageNumbers`, with the same `request`. */
  | { command: 'listNumbersOfFrame'; request: number };
