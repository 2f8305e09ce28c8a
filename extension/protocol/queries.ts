/** Queries: what content scripts ask the background, answered with data. */
import * as z from 'zod/mini';
import type { FoundNumber } from '../../shared/find-numbers.ts';
import type { ReadNumber, Unreadable } from '../../shared/phone-number.ts';
import { maxMessageLength, maxTextLength } from './limits.ts';
import { text } from './schemas.ts';

/** A content script must stay small: the background holds the numbering plans and the settings. */
export const querySchema = z.discriminatedUnion('query', [
  z.object({ query: z.literal('pageSettings'), host: text(255), lang: z.optional(text(40)) }),
  /** Targets of `tel:` links: declared numbers. */
  z.object({ query: z.literal('readNumbers'), written: z.array(text(200)).check(z.maxLength(200)) }),
  /** Texts of the page: blocks, a long one in parts. Those that a person may be typing do not vote on the page's country. */
  z.object({
    query: z.literal('findNumbers'),
    texts: z.array(text(maxTextLength)).check(
      z.maxLength(200),
      z.refine((texts) => texts.reduce((sum, { length }) => sum + length, 0) <= maxMessageLength),
    ),
    areTyped: z.boolean(),
  }),
]);
export type Query = z.infer<typeof querySchema>;

/** Settings of the content script on one page. */
export type PageSettings = {
  /** False when the person switched Hatif off for the site. */
  on: boolean;
  /** Differs where the numbers of the page are to be read again, for other countries. */
  regions: string;
  openCardOn: 'click' | 'hover';
  /** The theme of the cards, whatever that of the page is. */
  look: 'system' | 'light' | 'dark';
  /** A call is live: the docked card shows. */
  dock: boolean;
  /** A call rings here: its card shows. */
  incoming: boolean;
  /** The docked card's saved position on this site, in CSS px from the top and the end edge. */
  place?: { top: number; end: number };
};
/** A phone number whose country is not sure: its card asks for it. Offsets in UTF-16 units. */
export type UnsureNumber = { start: number; end: number } & UnsureCountry;
export type UnsureCountry = { e164: null; country: null };
export type QueryAnswers = {
  pageSettings: PageSettings;
  /** In the order of `written`. */
  readNumbers: (ReadNumber | UnsureCountry | Unreadable)[];
  /** In the order of `texts`; offsets in UTF-16 units of each text. */
  findNumbers: (FoundNumber | UnsureNumber)[][];
};
