/** Numbers stay marked on pages that move under them: nested shadow trees, recycled rows, views changed without a load. */
import { expect, expectMarks, marksOn, test } from './detection-harness.ts';

const phone = (i: number) => `055 ${String(5_010_000 + i).replace(/(....)$/, ' $1')}`;

test('nested shadow trees, open and closed, keep the right marks through every new drawing', async ({ page, site }) => {
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  // As Lightning nests its components: a page of cards of fields, each with a shadow root of its own, every second closed.
  await page.goto(
    site.add(`<!doctype html><one-app></one-app><script>
      const define = (name, mode, draw) => customElements.define(name, class extends HTMLElement {
        #root = this.attachShadow({ mode });
        set data(data) { draw(this.#root, data); }
      });
      const children = (root, name, list) => {
        while (root.children.length > list.length) root.lastElementChild.remove();
        list.forEach((data, i) => ((root.children[i] ?? root.appendChild(document.createElement(name))).data = data));
      };
      define('one-app', 'open', (root, cards) => children(root, 'record-card', cards));
      define('record-card', 'closed', (root, fields) => children(root, 'record-field', fields));
      define('record-field', 'open', (root, value) => { root.innerHTML = '<dl><dt>Phone</dt><dd><phone-value></phone-value></dd></dl>'; root.querySelector('phone-value').data = value; });
      define('phone-value', 'closed', (root, value) => (root.textContent = value));
      const draw = (cards) => (document.querySelector('one-app').data = cards);
    </script>`),
  );
  const draw = async (cards: number[][]) => {
    await page.evaluate(
      (data) => Reflect.get(globalThis, 'eval')(`draw(${JSON.stringify(data)})`) as void,
      cards.map((card) => card.map(phone)),
    );
    await expectMarks(page, cards.flat().map(phone));
  };
  await draw([[1, 2], [3]]);
  await draw([
    [1, 4],
    [3, 5],
    [6, 7, 8],
  ]);
  await draw([[9]]);
  await draw([[10, 11, 12], [13], [14, 15]]);
  expect(failures).toEqual([]);
});

test('a virtual list: its rows are used again while it scrolls, and each bears the mark of what it says now', async ({ page, site }) => {
  await page.goto(
    site.add(`<!doctype html><div id="list" style="height: 400px; overflow: auto; position: relative"><div style="height: 400000px"></div></div><script>
      const list = document.querySelector('#list');
      const rows = Array.from({ length: 16 }, () => list.appendChild(document.createElement('div')));
      const draw = () => {
        const first = Math.floor(list.scrollTop / 40);
        rows.forEach((row, i) => {
          row.style.cssText = 'position: absolute; height: 40px; top: ' + (first + i) * 40 + 'px';
          row.textContent = 'Ring 055 ' + String(5010000 + first + i).replace(/(....)$/, ' $1') + ' now';
        });
      };
      list.addEventListener('scroll', draw);
      draw();
    </script>`),
  );
  for (const first of [0, 3, 100, 9000, 9010, 50]) {
    await page.evaluate((top) => document.querySelector('#list')!.scrollTo(0, top), first * 40);
    await expectMarks(
      page,
      Array.from({ length: 16 }, (_, i) => phone(first + i)),
    );
  }
});

test('a view that is changed through the history takes its marks along, and the next has its own', async ({ page, site }) => {
  await page.goto(
    site.add(`<!doctype html><main></main><script>
      const views = { '/contacts': '<h1>Contacts</h1><p>055 501 0142</p><p>055 501 0143</p>', '/accounts': '<h1>Accounts</h1><table><tr><td>011 465 0000</td></tr></table>', '/none': '<h1>Nobody</h1>' };
      const show = () => (document.querySelector('main').innerHTML = views[location.pathname] ?? '');
      addEventListener('popstate', show);
      const visit = (path) => { history.pushState(null, '', path); show(); };
    </script>`),
  );
  const visit = (path: string) => page.evaluate((to) => Reflect.get(globalThis, 'eval')(`visit('${to}')`) as void, path);
  const contacts = ['055 501 0142', '055 501 0143'];
  await visit('/contacts');
  await expectMarks(page, contacts);
  await visit('/accounts');
  await expectMarks(page, ['011 465 0000']);
  await visit('/none');
  await expectMarks(page, []);
  await page.evaluate(() => history.go(-2));
  await expectMarks(page, contacts);
  await page.evaluate(() => history.forward());
  await expectMarks(page, ['011 465 0000']);
  expect(await marksOn(page)).toHaveLength(1);
});
