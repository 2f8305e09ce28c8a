/**
 * The test page of the check-up: phone numbers as pages write them. Hatif changes no page, so whatever has changed them is
 * another extension.
 */
export const clickTestPath = '/click-test';

/** Each sample as it is served, and as it must stand in the page later. */
export const clickTestSamples: readonly string[] = [
  '<p class="sample">+966 55 501 0142</p>',
  '<p class="sample">Phone: (202) 555-0123</p>',
  '<p class="sample"><a href="tel:+966555010142">+966 55 501 0142</a></p>',
];

/** @param seen the `outerHTML` of the samples in the page, in their order. */
export function areSamplesChanged(seen: readonly string[]): boolean {
  return seen.length !== clickTestSamples.length || seen.some((sample, index) => sample !== clickTestSamples[index]);
}
