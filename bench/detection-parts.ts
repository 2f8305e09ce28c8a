/** The parts of detection that are measured on their own. */
export { readBlock, readableBlockOf, spanOf } from '../extension/content/block-text.ts';
export { hasDigit } from '../extension/content/digit-run.ts';
export { markAt, markBlock, marksIn } from '../extension/content/marks.ts';
export { placesIn, textsIn } from '../extension/content/places.ts';
export { markUnder } from '../extension/content/under-pointer.ts';
