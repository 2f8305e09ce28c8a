/** How a number is written on the page: groups and country as that country's plan has them. */

const plans = {
  1: ['US', 3, 3, 4],
  20: ['EG', 2, 8],
  33: ['FR', 1, 2, 2, 2, 2],
  44: ['GB', 2, 4, 4],
  49: ['DE', 3, 8],
  90: ['TR', 3, 3, 4],
  91: ['IN', 5, 5],
  212: ['MA', 3, 6],
  961: ['LB', 2, 6],
  962: ['JO', 1, 4, 4],
  965: ['KW', 4, 4],
  966: ['SA', 2, 3, 4],
  968: ['OM', 4, 4],
  971: ['AE', 2, 3, 4],
  973: ['BH', 4, 4],
  974: ['QA', 4, 4],
};

/** `{text, country}`; what has no plan here is left as it came. */
export function showNumber(number) {
  const code = Object.keys(plans).find((each) => number.startsWith(`+${each}`) && each.length === matchLength(number));
  if (!code) return { text: number, country: '' };
  const [country, ...groups] = plans[code];
  const parts = [`+${code}`];
  let rest = number.slice(code.length + 1);
  for (const size of groups) {
    if (rest) parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return { text: parts.join('\u00A0') + rest, country };
}

/** Country codes overlap only with longer ones: the longest that is known wins. */
function matchLength(number) {
  return Math.max(0, ...Object.keys(plans).map((code) => (number.startsWith(`+${code}`) ? code.length : 0)));
}
