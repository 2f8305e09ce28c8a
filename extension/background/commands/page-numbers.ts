/** Commands about the numbers of the page in front. */
import { addPageNumbers, listNumbers } from '../page/page-numbers.ts';
import type { Handlers } from './handlers.ts';

export const pageNumberCommands = {
  listNumbers,
  reportPageNumbers: ({ numbers }) => addPageNumbers(numbers),
} satisfies Partial<Handlers>;
