/** Draws the cold card once its scripts have run: the number, its country, and the button. */
import { readNumber, showNumber } from '../../shared/phone-number.ts';

const number = readNumber(location.hash.slice(1), 'SA');
const country = 'country' in number && number.country ? new Intl.DisplayNames('en', { type: 'region' }).of(number.country) : '';

for (const [name, text] of [
  ['p', 'e164' in number ? showNumber(number.e164) : ''],
  ['p', country ?? ''],
  ['button', 'Call this number'],
] as const) {
  document.body.append(Object.assign(document.createElement(name), { textContent: text }));
}
