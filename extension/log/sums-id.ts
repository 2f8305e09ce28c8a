/** Stands in the hash of the page's address in place of a call's id, while the sums are open. */
export const sumsId = 'sums';
