/** A list of numbers drawn by Lit, in a shadow root; `window.draw(numbers)` draws it again. */
import { html, LitElement } from 'lit';

class NumberList extends LitElement {
  static override properties = { numbers: { attribute: false } };
  declare numbers: string[];

  override render() {
    return html`<ul>
      ${(this.numbers ?? []).map((number) => html`<li>Call ${number} now</li>`)}
    </ul>`;
  }
}
customElements.define('number-list', NumberList);
const list = document.querySelector('#list')!.appendChild(document.createElement('number-list')) as NumberList;

Object.assign(globalThis, { draw: (numbers: string[]) => (list.numbers = numbers) });
