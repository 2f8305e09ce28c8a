/** The address that a screen pop opens. */

/** @returns null when `template` has no `{number}`, or is no web address. */
export function popUrl(template: string, number: string): string | null {
  if (!template.includes('{number}')) return null;
  const url = template.replaceAll('{number}', encodeURIComponent(number));
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
