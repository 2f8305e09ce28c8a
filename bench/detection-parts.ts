/** The parts of detection that are measured on their own. */
export { readBlock, readableBlockOf, spanOf } from '../extension/content/numbers/block-text.ts';
export { hasDigit } from '../extension/content/scan/digit-prefilter.ts';
export { markAt, markBlock, marksIn } from '../extension/content/numbers/marks.ts';
export { placesIn, textsIn } from '../extension/content/scan/text-ranges.ts';
export { markUnder } from '../extension/content/card/hit-test.ts';
