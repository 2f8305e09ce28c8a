/** The parts of detection that are measured on their own. */
export { readBlock, readableBlockOf, spanOf } from '../extension/content/numbers/block-text.ts';
export { hasDigit } from '../extension/content/scan/digit-prefilter.ts';
export { marksIn, marksOfNode, setMarks } from '../extension/content/numbers/marks.ts';
export { textRangesIn, textNodesIn } from '../extension/content/scan/text-ranges.ts';
export { markAtPoint } from '../extension/content/card/hit-test.ts';
