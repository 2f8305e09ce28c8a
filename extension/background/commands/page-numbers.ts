/** Commands about the numbers of the page in front. */
import { keepNumbers, listNumbers } from '../page/page-numbers.ts';
import type { Handlers } from './handlers.ts';

export const pageNumberCommands = {
  listNumbers,
  reportPageNumbers: ({ numbers }) => keepNumbers(numbers),
} satisfies Partial<Handlers>;
