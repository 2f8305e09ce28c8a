/** Commands about the numbers of the page in front. */
import * as z from 'zod/mini';
import { pageNumberSchema } from '../../protocol/schemas.ts';
import { addPageNumbers, listNumbers } from '../page/page-numbers.ts';
import { defineCommand } from './define-command.ts';

export const pageNumberCommands = {
  /** Asks the page in front for its numbers, which then appear in the app state. */
  listNumbers: defineCommand({ run: listNumbers }),
  /** The numbers on and near the screen of one frame. */
  reportPageNumbers: defineCommand({
    fields: { request: z.int(), numbers: z.array(pageNumberSchema).check(z.maxLength(200)) },
    from: 'own-pages-and-content-scripts',
    run: ({ numbers, request }, sender) => addPageNumbers(numbers, sender, request),
  }),
};
