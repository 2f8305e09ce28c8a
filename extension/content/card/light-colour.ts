/** Tells light text from dark text, in every colour space of CSS. */

/**
 * Light text stands on a dark page: Rec. 709 luma, or the lightness of the colour space, over half. `colour` is a computed
 * value, which keeps the colour space of its author: https://drafts.csswg.org/css-color/#serializing-color-values
 */
export function isLight(colour: string): boolean {
  const [space = '', values = ''] = colour.split('(');
  // The name of a space may hold a digit: `color(display-p3 …)`.
  const numbers = values.replace(/^[a-z][\w-]*/, '');
  const [first = 0, second = 0, third = 0] = numbers.match(/-?\d*\.?\d+(?:e[+-]?\d+)?/gi)?.map(Number) ?? [];
  if (space.startsWith('ok')) return first > 0.6;
  if (space === 'lab' || space === 'lch') return first > 55;
  const luma = 0.2126 * first + 0.7152 * second + 0.0722 * third;
  return luma > (space === 'color' ? 0.55 : 140);
}
