/** Numbers stay marked on pages that move under them: nested shadow trees, recycled rows, views changed without a load. */
import { cardOn, expect, expectMarks, listenIn, marksOn, middleOf, test } from './detection-harness.ts';

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

test('a virtual list: rows are recycled while it scrolls, and each has the mark of its current text', async ({ page, site }) => {
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

test('a row that is put back with another text, which it got while it was not in the page, has the mark of that text', async ({
  page,
  site,
}) => {
  // More elements than one range of text has: the page is scanned anew where a node has moved.
  const rows = Array.from({ length: 400 }, (_, i) => `<p>${i < 2 ? phone(i) : 'Note'}</p>`).join('');
  await page.goto(site.add(`<!doctype html><div>${rows}</div>`));
  await expectMarks(page, [phone(0), phone(1)]);
  await page.evaluate(async (text) => {
    const row = document.querySelector('p')!;
    const next = row.nextElementSibling;
    row.remove();
    // No observer sees this change: the row has left the page in an earlier task.
    await new Promise((resolve) => setTimeout(resolve));
    (row.firstChild as Text).data = `Ring ${text} now`;
    next!.before(row);
  }, phone(7));
  await expectMarks(page, [phone(7), phone(1)]);
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

test('lines parted by <br>, thousands in one element: those on the screen are marked, also after a change', async ({ page, site }) => {
  const lines = Array.from({ length: 2000 }, (_, i) => `<b>Person:</b> ${phone(i).slice(0, 8)}<i>${phone(i).slice(8)}</i><br>`);
  await page.goto(site.add(`<!doctype html><body style="margin: 0; font: 16px/20px monospace">${lines.join('\n')}</body>`));
  const isMarked = async (...texts: string[]) => {
    const marks = await marksOn(page);
    expect(new Set(marks).size, 'a number is marked once').toBe(marks.length);
    return texts.map((text) => marks.includes(text));
  };
  const expectMarked = (...texts: string[]) =>
    expect.poll(() => isMarked(...texts), { message: `${texts.join()} are marked` }).toEqual(texts.map(() => true));
  const top = await page.evaluate(() => innerHeight / 20);
  await expectMarked(phone(0), phone(1), phone(Math.floor(top) - 1));
  const { x, y } = await middleOf(page, phone(1).slice(0, 8));
  await page.mouse.click(x, y);
  await cardOn(page);
  await page.keyboard.press('Escape');

  for (const row of [1980, 1000, 400]) {
    await page.evaluate((to) => scrollTo(0, to), row * 20);
    await expectMarked(phone(row), phone(row + 10));
    await expect.poll(() => isMarked(phone(1500)), { message: 'a line far away is not marked' }).toEqual([false]);
    // The text of a line changes, a line is put before it, and a line leaves the page.
    await page.evaluate((at) => {
      const start = (i: number) => document.querySelectorAll('b').item(at + i);
      const left = start(6);
      (start(2).nextSibling as Text).data = ' 0555 ';
      start(4).before(`New 055 777 ${String(at).padStart(4, '1')}`, document.createElement('br'));
      for (let node: Node = left; ;) {
        const next = node.nextSibling!;
        (node as ChildNode).remove();
        if (node.nodeName === 'BR') break;
        node = next;
      }
    }, row);
    await expectMarked(
      `055 777 ${String(row).padStart(4, '1')}`,
      phone(row + 1),
      phone(row + 3),
      phone(row + 4),
      phone(row + 5),
      phone(row + 7),
    );
    expect(await isMarked(phone(row + 2), phone(row + 6))).toEqual([false, false]);
  }
});

test('a long list after many kinds of change is marked correctly at every scroll position', async ({ page, site }) => {
  await page.goto(site.add('<!doctype html><style>tr { height: 24px }</style><table></table>'));
  for (const seed of [1, 2, 3, 4]) {
    await page.evaluate(shuffleRows, seed);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (const top of [height, height * 0.75, height * 0.5, height * 0.25, 0]) {
      await page.evaluate((y) => scrollTo(0, y), top);
      await expect.poll(() => page.evaluate(wrongOnScreen), { message: `seed ${seed}, at ${top} of ${height} px` }).toEqual([]);
    }
  }
});

/** Runs in the page: fills the table anew and changes it over some seconds, the same way for the same seed. */
async function shuffleRows(seed: number): Promise<void> {
  let state = seed * 7919;
  const dice = (sides: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * sides);
  };
  const table = document.querySelector('table')!;
  const pick = <T>(list: ArrayLike<T>) => Array.from(list).at(dice(list.length))!;
  const fill = (row: HTMLElement) => {
    row.innerHTML = `<td>${dice(3) ? 'Customer' : '<b>Branch</b>'}</td><td>${dice(3) ? `055 501 ${1000 + dice(9000)}` : 'no phone'}</td>`;
    return row;
  };
  const newRows = (count: number) => Array.from({ length: count }, () => fill(document.createElement('tr')));
  const someRows = () => {
    const { rows } = table;
    const from = dice(rows.length);
    return [...rows].slice(from, from + 1 + dice(dice(4) ? 5 : 120));
  };
  const newBody = () => {
    const body = document.createElement('tbody');
    body.append(...newRows(200));
    return body;
  };
  const small = [
    () => someRows().forEach((row) => row.replaceWith(...newRows(1))),
    () => someRows().forEach((row) => row.before(...newRows(1))),
    () => someRows().forEach((row) => row.remove()),
    () => someRows().forEach(fill),
    () => someRows().forEach((row) => ((row.cells.item(1)!.firstChild as Text).data = dice(2) ? `055 501 ${1000 + dice(9000)}` : 'left')),
    () => pick(table.tBodies).append(...someRows()),
    () => pick(table.tBodies).prepend(...someRows()),
  ];
  const large = [() => pick(table.tBodies).replaceWith(newBody()), () => table.append(pick(table.tBodies)), () => table.append(newBody())];
  table.replaceChildren(...Array.from({ length: 4 }, newBody));
  for (let burst = 0; burst < 30; burst++) {
    for (let left = dice(6); left > 0; left--) (dice(8) ? pick(small) : pick(large))();
    for (let frames = dice(9); frames > 0; frames--) await new Promise(requestAnimationFrame);
  }
}

/** Runs in the page: the texts of rows on the screen that have a number and no mark, and of marks that are on no number. */
function wrongOnScreen(): string[] {
  const ranges = [...(CSS.highlights.get('hatif-number') ?? [])].filter(({ startContainer }) => startContainer.isConnected);
  const marked = new Set(ranges.map(({ startContainer }) => startContainer.parentNode));
  const missed = [...document.querySelectorAll('td:nth-child(2)')].filter((cell) => {
    const { top, bottom } = cell.getBoundingClientRect();
    return bottom > 0 && top < innerHeight && /\d/.test(cell.textContent) && !marked.has(cell);
  });
  const stale = ranges.filter(({ startContainer, endOffset }) => !/^055 501 \d{4}$/.test(startContainer.textContent!.slice(0, endOffset)));
  return [
    ...missed.map(({ textContent }) => `missed ${textContent}`),
    ...stale.map(({ startContainer }) => `stale ${startContainer.textContent}`),
  ];
}

test('numbers that come into many places at once are asked for in a few messages', async ({ page, site, worker }) => {
  await page.goto(site.add(`<!doctype html>${'<p>waits</p>'.repeat(40)}`));
  const heard = await listenIn(worker);
  for (const first of [0, 40]) {
    const numbers = Array.from({ length: 40 }, (_, i) => phone(first + i));
    await page.evaluate((texts) => {
      document.querySelectorAll('p').forEach(({ firstChild }, i) => ((firstChild as Text).data = texts[i]!));
    }, numbers);
    await expectMarks(page, numbers);
  }
  expect(await heard.times('findNumbers')).toBeLessThanOrEqual(6);
});
