/** Numbers are found wherever a person can see them, and the page never notices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, expectMarks, listenIn, marksOn, middleOf, test } from './detection-harness.ts';

const arabicCrm = readFileSync(path.join(import.meta.dirname, 'pages/arabic-crm.html'), 'utf8');
const numbersOfArabicCrm = [
  '+٩٦٦ ٥٥ ٥٠١ ٠١٤٣',
  '011 465 0000',
  '055 501 0144',
  '055 501 0145',
  '055 501 0147',
  '055 501 0148',
  '055 501 0149',
  'اتصل بنا',
  '٠٥٥ ٥٠١ ٠١٤٢',
];

test('an Arabic page: its numbers are marked, its false positives are not, and not a byte of it changes', async ({ page, site }) => {
  await page.goto(site.add(arabicCrm.replace('</title>', `</title><script>(${recordMutations.toString()})()</script>`)));
  await expectMarks(page, numbersOfArabicCrm);
  const [html, source] = await page.evaluate(async () => {
    const served = await (await fetch(location.href)).text();
    return [document.documentElement.outerHTML, new DOMParser().parseFromString(served, 'text/html').documentElement.outerHTML];
  });
  expect(html).toBe(source);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'mutations') as string[])).toEqual([]);
});

/** Runs in the page: records every mutation after that of the parser. The comparison of the bytes covers those before. */
function recordMutations(): void {
  const mutations: string[] = [];
  Reflect.set(globalThis, 'mutations', mutations);
  const observer = new MutationObserver((records) => {
    for (const { type, target } of records) mutations.push(`${type} of ${target.nodeName}`);
  });
  const options = { subtree: true, childList: true, attributes: true, characterData: true };
  document.addEventListener('DOMContentLoaded', () => observer.observe(document, options));
}

for (const framework of ['react', 'vue', 'lit']) {
  test(`a ${framework} list stays whole through every new drawing, and so do its marks`, async ({ page, site }) => {
    const failures: Error[] = [];
    page.on('pageerror', (error) => failures.push(error));
    const script = await site.addScript(`${framework}-list`);
    await page.goto(site.add(`<!doctype html><div id="list"></div><script src="${script}"></script>`));
    const draw = (numbers: string[]) => page.evaluate((shown) => Reflect.get(globalThis, 'draw')(shown) as void, numbers);
    await draw(['0555010142', '+966 55 501 0143', 'nothing yet']);
    await expectMarks(page, ['+966 55 501 0143', '0555010142']);
    await draw(['0555010144', 'nothing', '0555010145', '0555010146']);
    await expectMarks(page, ['0555010144', '0555010145', '0555010146']);
    await draw(['0555010146']);
    await expectMarks(page, ['0555010146']);
    await draw([]);
    await expectMarks(page, []);
    expect(failures).toEqual([]);
  });
}

test('shadow roots: open, closed, nested, late, and with text of their own', async ({ page, site }) => {
  await page.goto(
    site.add(`<!doctype html><my-card></my-card><div id="plain"></div><late-card></late-card>
      <deep-card><template shadowrootmode="open"><section><p>0555010151</p></section></template></deep-card>
      <slot-card><span>0555010152</span></slot-card>
      <script>
        const define = (name, mode, html) => customElements.define(name, class extends HTMLElement {
          constructor() { super(); this.attachShadow({ mode }).innerHTML = html; }
        });
        define('my-card', 'open', '<p>0555010142</p><in-card></in-card>');
        define('in-card', 'closed', 'ring 0555010143');
        define('slot-card', 'closed', '<b><slot></slot></b>');
        document.querySelector('#plain').attachShadow({ mode: 'closed' }).innerHTML = '<i>0555010144</i>';
        setTimeout(() => define('late-card', 'closed', '<p>0555010145</p>'), 600);
      </script>`),
  );
  await expectMarks(page, ['0555010142', '0555010143', '0555010144', '0555010145', '0555010151', '0555010152']);
});

test('shadow roots of a page so large that it is queried in parts', async ({ page, site }) => {
  const rows = Array.from({ length: 3000 }, (_, i) => (i === 2500 ? '<li><x-phone></x-phone></li>' : '<li><i></i><b>row</b></li>'));
  await page.goto(
    site.add(`<!doctype html><script>
      const attach = (host, text) => host.attachShadow({ mode: 'closed' }).append(text);
      customElements.define('x-phone', class extends HTMLElement { connectedCallback() { attach(this, '055 501 0142') } });
    </script><header><p><span id="plain"></span></p></header><ul>${rows.join('')}</ul><x-phone></x-phone>
    <script>attach(document.querySelector('#plain'), '055 501 0143')</script>`),
  );
  await expectMarks(page, ['055 501 0143']);
  await page.locator('li > x-phone').scrollIntoViewIfNeeded();
  await expectMarks(page, ['055 501 0142']);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(async () => (await marksOn(page)).length).toBeGreaterThan(0);
});

test('frames of every kind', async ({ page, site }) => {
  const inner = site.add('<!doctype html><p>0555010141</p>');
  const elsewhere = inner.replace('127.0.0.1', 'localhost');
  await page.goto(
    site.add(`<!doctype html><p>0555010140</p><iframe src="${inner}"></iframe><iframe src="${elsewhere}"></iframe>
      <iframe srcdoc="<p>0555010142"></iframe><iframe sandbox srcdoc="<p>0555010143"></iframe>
      <iframe src="data:text/html,<p>0555010144"></iframe><iframe id="blob"></iframe><iframe id="written"></iframe>
      <script>
        document.querySelector('#blob').src = URL.createObjectURL(new Blob(['<p>0555010145'], { type: 'text/html' }));
        const written = document.querySelector('#written').contentDocument;
        written.body.innerHTML = '<p>0555010146';
      </script>`),
  );
  await expect.poll(() => page.frames().length).toBe(8);
  const marks = () => Promise.all(page.frames().map((frame) => marksOn(frame).catch(() => [])));
  await expect
    .poll(async () => (await marks()).flat().toSorted())
    .toEqual(['0555010140', '0555010141', '0555010141', '0555010142', '0555010143', '0555010144', '0555010145', '0555010146']);
});

test('a long list: the rows on the screen are marked at every scroll position, and few others', async ({ page, site }) => {
  const rows = Array.from(
    { length: 4000 },
    (_, i) => `<tr><td>Customer</td><td>055 1${String(100_000 + i).replace(/(...)$/, ' $1')}</td></tr>`,
  );
  await page.goto(site.add(`<!doctype html><table><tbody>${rows.join('')}</tbody></table>`));
  for (const top of [0, 30_000, 60_000, 12_000]) {
    await page.evaluate((y) => scrollTo(0, y), top);
    await expect.poll(() => page.evaluate(rowsOnScreen), { message: `at ${top} px` }).toEqual({ any: true, unmarked: 0 });
    expect((await marksOn(page)).length).toBeLessThan(800);
  }
  // The edges of tracked ranges are removed; the remaining rows are still found.
  await page.evaluate(() => document.querySelectorAll('tr').forEach((row, i) => i % 3 && row.remove()));
  for (const top of [8000, 20_000]) {
    await page.evaluate((y) => scrollTo(0, y), top);
    await expect.poll(() => page.evaluate(rowsOnScreen), { message: `after removal, at ${top} px` }).toEqual({ any: true, unmarked: 0 });
  }
});

test('fields: initial values, typed values, and values set by a script', async ({ page, site }) => {
  await page.goto(
    site.add(`<!doctype html><input value="055 501 0142"><textarea>Ring 0555010143
      or 0555010144</textarea><label>Order <input value="0555010145"></label><input type="password" value="0555010146"><input id="empty">`),
  );
  const supported = await page.evaluate(() => 'createValueRange' in HTMLInputElement.prototype);
  const count = () => page.evaluate(() => CSS.highlights.get('hatif-number')?.size ?? 0);
  if (!supported) {
    // Such a browser marks text only: the paragraph is marked after the fields were scanned, and it alone.
    await page.locator('#empty').pressSequentially('0555010147');
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { textContent: '055 501 0150' })));
    await expectMarks(page, ['055 501 0150']);
    return expect(await count()).toBe(1);
  }
  await expect.poll(count).toBe(3);
  await page.locator('#empty').pressSequentially('0555010147');
  await expect.poll(count).toBe(4);
  await page.locator('#empty').fill('nothing');
  await expect.poll(count).toBe(3);
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('#empty')!.value = '0555010148';
    document.body.append('changed');
  });
  await expect.poll(count).toBe(4);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { value: '0555010149' })));
  await expect.poll(count).toBe(5);
});

test('text that is edited in place: marked, never changed, and its clicks belong to the editor', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add('<!doctype html><div contenteditable id="note">Ring <b>055 501 0142</b> today</div><p>055 501 0144</p>'));
  await expectMarks(page, ['055 501 0142', '055 501 0144']);
  const note = page.locator('#note');
  const { x, y } = await middleOf(page, '055 501 0142');
  await page.mouse.click(x, y);
  await expect(note).toBeFocused();
  expect(await note.innerHTML()).toBe('Ring <b>055 501 0142</b> today');
  await note.press('End');
  await note.pressSequentially(' or 055501014');
  // A number of another country so far: the page is still one of the agent's country when it is complete.
  const texts = async () => (await heard.messages('findNumbers')).flatMap((message) => message['texts']);
  await expect.poll(texts).toContain('Ring 055 501 0142 today or 055501014');
  await note.press('3');
  await expectMarks(page, ['055 501 0142', '055 501 0144', '0555010143']);
  expect(await note.innerHTML()).toBe('Ring <b>055 501 0142</b> today or 0555010143');
  await note.press('Backspace');
  await expectMarks(page, ['055 501 0142', '055 501 0144']);
  const outside = await middleOf(page, '055 501 0144');
  await page.mouse.click(outside.x, outside.y);
  const opened = async () => (await heard.messages('openCard')).map(({ written }) => written);
  await expect.poll(async () => (await opened()).includes('055 501 0144')).toBe(true);
  expect(await opened()).toEqual(['055 501 0144']);
});

test('one text with a thousand numbers', async ({ page, site }) => {
  const numbers = Array.from({ length: 1000 }, (_, i) => `05550${10_000 + i}`);
  await page.goto(site.add(`<!doctype html><pre>${numbers.join('\n')}</pre>`));
  await expectMarks(page, numbers);
});

/** Runs in the page: whether any row is on the screen, and how many rows on the screen have no mark. */
function rowsOnScreen(): { any: boolean; unmarked: number } {
  const marked = new Set([...(CSS.highlights.get('hatif-number') ?? [])].map(({ startContainer }) => startContainer.parentNode));
  const cells = [...document.querySelectorAll('td:nth-child(2)')].filter((cell) => {
    const { top, bottom } = cell.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return { any: cells.length > 0, unmarked: cells.filter((cell) => !marked.has(cell)).length };
}

test('after any changes, the marks are those of a page with the final content', async ({ page, site }) => {
  await page.goto(site.add('<!doctype html><main></main>'));
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    await page.evaluate(shuffle, seed);
    const html = await page.evaluate(() => document.querySelector('main')!.innerHTML);
    const fresh = await page.context().newPage();
    await fresh.goto(site.add(`<!doctype html><main>${html}</main>`));
    await expect.poll(async () => (await marksOn(fresh)).length).toBeGreaterThan(0);
    await expect
      .poll(async () => JSON.stringify([await marksOn(page), await marksOn(fresh)].map(String)), { message: `seed ${seed}` })
      .toMatch(/^\["(.*)","\1"\]$/);
    await fresh.close();
  }
});

/** Runs in the page: forty changes of every kind, the same for the same seed. */
function shuffle(seed: number): void {
  let state = seed * 7919;
  const dice = (sides: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % sides;
  const pick = <T>(list: T[], otherwise: T): T => list.at(dice(list.length)) ?? otherwise;
  const main = document.querySelector('main')!;
  const number = () => `05550${String(10_000 + dice(90_000))}`;
  const any = () => pick<Element>([...main.querySelectorAll('p, b, div')], main);
  const added = (name: string, text: string) => Object.assign(main.ownerDocument.createElement(name), { textContent: text });
  const changes = [
    () => any().append(added(pick(['p', 'div', 'b'], 'p'), dice(2) ? `call ${number()}` : 'words')),
    () => any().prepend(document.createTextNode(dice(2) ? ` ${number()} ` : ' 055 ')),
    () => main.append(document.createTextNode(' 501 0142 ')),
    () => main.lastElementChild?.remove(),
    () => main.firstChild && main.append(main.firstChild),
    () => {
      const text = any().firstChild;
      if (text instanceof Text) text.data = dice(2) ? number() : 'gone';
    },
    () => any().replaceChildren(added('p', number())),
  ];
  for (let i = 0; i < 40; i++) pick(changes, () => undefined)();
  main.append(added('p', number()));
}

test('numbers in buttons and links, edited in place, and in the next record of a single-page app', async ({ page, site }) => {
  await page.goto(site.add('<!doctype html><main></main>'));
  const showRecord = (record: number) =>
    page.evaluate((i) => {
      history.pushState(null, '', `#/contacts/${i}`);
      document.querySelector('main')!.innerHTML =
        `<h1>Contact</h1><button>055 501 014${i}</button> <a href="#more">055 501 015${i}</a><p>055501016${i}</p>`;
    }, record);
  for (const record of [1, 2, 3, 4]) {
    await showRecord(record);
    await expectMarks(page, [`055 501 014${record}`, `055 501 015${record}`, `055501016${record}`]);
  }
  await page.evaluate(() => ((document.querySelector('p')!.firstChild as Text).data = '+966 55 501 0164'));
  await expectMarks(page, ['+966 55 501 0164', '055 501 0144', '055 501 0154']);
});
