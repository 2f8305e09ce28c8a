/** Queries: what content scripts ask the background, answered with data. */
import * as z from 'zod/mini';
import type { FoundNumber } from '../../shared/find-numbers.ts';
import type { ReadNumber, Unreadable } from '../../shared/phone-number.ts';
import { country, text } from './schemas.ts';

/** Asked by the content script, which can hold neither numbering plans nor settings; answered with data. */
export const querySchema = z.discriminatedUnion('query', [
  z.object({ query: z.literal('pageSettings'), host: text(255), lang: z.optional(text(40)) }),
  /** Targets of `tel:` links, which are numbers by declaration. */
  z.object({ query: z.literal('readNumbers'), region: country, written: z.array(text(200)).check(z.maxLength(200)) }),
  /** Texts of the page, each the whole of one block, in which numbers are to be told from look-alikes. */
  z.object({
    query: z.literal('findNumbers'),
    region: country,
    hint: z.optional(country),
    texts: z.array(text(200_000)).check(z.maxLength(200)),
  }),
]);
export type Query = z.infer<typeof querySchema>;

/** How the content script behaves on one page. */
export type PageSettings = {
  /** False where the person switched Hatif off for the site. */
  on: boolean;
  /** Country of numbers written without one. */
  region: string;
  /** The page's own country, for numbers that are none in `region`. */
  hint?: string;
  openCardOn: 'click' | 'hover';
  /** Whether a call is live, so that the docked card shows. */
  dock: boolean;
  /** Whether a call rings here, so that its card shows. */
  incoming: boolean;
  /** Where the docked card was put on this site, in CSS px from the top and the end edge. */
  place?: { top: number; end: number };
};
export type QueryAnswers = {
  pageSettings: PageSettings;
  /** In the order asked. */
  readNumbers: (ReadNumber | Unreadable)[];
  /** In the order asked; offsets in UTF-16 units of each text. */
  findNumbers: FoundNumber[][];
};
