/** A person's click on a number opens the card; no other click does, and no page can simulate or prevent it. */
import { cardOn, expect, expectMarks, listenIn, marksOn, middleOf, test } from './detection-harness.ts';

test('a click on a number opens the card, and the row under it does not act', async ({ page, site, cards }) => {
  await page.goto(
    site.add(
      '<!doctype html><table><tr onclick="document.title=`row`"><td>Sara</td><td>055 501 0142</td></tr></table><p>055 501 0143 <button onclick="document.title=`button`">055 501 0144</button></p>',
    ),
  );
  await expectMarks(page, ['055 501 0142', '055 501 0143', '055 501 0144']);
  const number = await middleOf(page, '055 501 0142');
  await page.mouse.click(number.x, number.y);
  await expect.poll(cards).toBe(1);
  expect(await page.title()).toBe('');
  // The card listens once it is drawn.
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return cards();
    })
    .toBe(0);
  const name = await middleOf(page, 'Sara');
  await page.mouse.click(name.x, name.y);
  await expect.poll(() => page.title()).toBe('row');
  const button = await middleOf(page, '055 501 0144');
  await page.mouse.click(button.x, button.y);
  await expect.poll(() => page.title()).toBe('button');
  expect(await cards()).toBe(0);
});

test('a number in a link, a button or a label opens its card on hover, and its clicks stay the page’s', async ({ page, site, cards }) => {
  const numbers = ['055 501 0141', '055 501 0142', '055 501 0143', '055 501 0144'];
  const [plain = '', ...inControls] = numbers;
  await page.goto(
    site.add(`<!doctype html><style>p { margin: 0 0 60px }</style><p>${plain}</p><p><a href="#there">055 501 0142</a></p>
      <p><button>055 501 0143</button></p><p><label>055 501 0144 <input type="checkbox"></label></p>`),
  );
  await expectMarks(page, numbers);
  const outside = { x: 900, y: 600 };
  for (const number of inControls) {
    const at = await middleOf(page, number);
    await page.mouse.move(at.x, at.y);
    await expect.poll(cards, { message: number }).toBe(1);
    await page.mouse.move(outside.x, outside.y);
    await expect.poll(cards, { message: `left ${number}` }).toBe(0);
  }
  // A click within the delay is all that the person wanted. The last hover is the witness that time enough has passed.
  const link = await middleOf(page, '055 501 0142');
  await page.mouse.click(link.x, link.y);
  await expect.poll(() => page.url()).toContain('#there');
  await page.waitForFunction((from) => performance.now() - from > 600, await page.evaluate(() => performance.now()));
  expect(await cards()).toBe(0);
  const words = await middleOf(page, plain);
  await page.mouse.move(words.x, words.y);
  await page.waitForFunction((from) => performance.now() - from > 600, await page.evaluate(() => performance.now()));
  expect(await cards()).toBe(0);
});

test('a click beside a number is the page’s, and so is one with a key held', async ({ page, site, cards }) => {
  await page.goto(site.add('<!doctype html><p onclick="document.title+=`p`">Ring 055 501 0142</p>'));
  await expectMarks(page, ['055 501 0142']);
  const { x, y } = await middleOf(page, '055 501 0142');
  await page.mouse.click(x + 400, y);
  await page.keyboard.down('Control');
  await page.mouse.click(x, y);
  await page.keyboard.up('Control');
  await expect.poll(() => page.title()).toBe('pp');
  expect(await cards()).toBe(0);
});

test('clicks made by a script open nothing', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add('<!doctype html><p>055 501 0142</p><p>055 501 0144</p><a href="tel:+966555010143">ring</a>'));
  await expectMarks(page, ['055 501 0142', '055 501 0144', 'ring']);
  const targetsBefore = await heard.times('readNumbers');
  const { x, y } = await middleOf(page, '055 501 0142');
  await page.evaluate(
    (at) => {
      document.addEventListener('click', (event) => event.preventDefault());
      const under = document.elementFromPoint(at.x, at.y)!;
      under.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: at.x, clientY: at.y }));
      document.querySelector('a')!.click();
    },
    { x, y },
  );
  const real = await middleOf(page, '055 501 0144');
  await page.mouse.click(real.x, real.y);
  // Messages of a frame arrive in order: those of the script's clicks would be first.
  const opened = async () => (await heard.messages('openCard')).map(({ written }) => written);
  await expect.poll(async () => (await opened()).includes('055 501 0144')).toBe(true);
  expect(await opened()).toEqual(['055 501 0144']);
  expect(await heard.times('readNumbers')).toBe(targetsBefore);
});

test('a page that swallows every event, clears the registry and patches the functions we call still gets its cards', async ({
  page,
  site,
  cards,
}) => {
  await page.goto(
    site.add(`<!doctype html><script>
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      Element.prototype.attachShadow = Document.prototype.createRange = Document.prototype.caretPositionFromPoint = () => { throw new Error('patched'); };
      Map.prototype.get = Set.prototype.has = String.prototype.slice = function () { throw new Error('patched'); };
      globalThis.MutationObserver = globalThis.IntersectionObserver = globalThis.Highlight = class { constructor() { throw new Error('patched'); } };
      document.addEventListener('DOMContentLoaded', () => setInterval(() => CSS.highlights.clear(), 50));
    </script><b>055 501 0142</b>`),
  );
  // Where Playwright looks, nothing is patched.
  const box = await page.locator('b').boundingBox();
  await expect
    .poll(async () => {
      await page.mouse.click(box!.x + 30, box!.y + 5);
      return cards();
    })
    .toBe(1);
});

test('planted ranges and stale marks open nothing', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add('<!doctype html><p id="a">055 501 0142</p><p id="b">ring nobody here</p><p>055 501 0144</p>'));
  await expectMarks(page, ['055 501 0142', '055 501 0144']);
  await page.evaluate(() => {
    const text = document.querySelector('#b')!.firstChild!;
    CSS.highlights.get('hatif-number')!.add(new StaticRange({ startContainer: text, startOffset: 0, endContainer: text, endOffset: 16 }));
  });
  const planted = await middleOf(page, 'ring nobody here');
  await page.mouse.click(planted.x, planted.y);
  await page.evaluate(() => ((document.querySelector('#a')!.firstChild as Text).data = 'was 055 here, now words'));
  await expect.poll(() => marksOn(page)).not.toContain('was 055 here');
  const stale = await middleOf(page, 'was 055 here');
  await page.mouse.click(stale.x, stale.y);
  const real = await middleOf(page, '055 501 0144');
  await page.mouse.click(real.x, real.y);
  const opened = async () => (await heard.messages('openCard')).map(({ written }) => written);
  await expect.poll(async () => (await opened()).includes('055 501 0144')).toBe(true);
  expect(await opened()).toEqual(['055 501 0144']);
});

test('a page cannot detect which extension marks its numbers', async ({ page, site, worker }) => {
  const id = new URL(worker.url()).host;
  await page.goto(site.add('<!doctype html><p>055 501 0142</p>'));
  await expectMarks(page, ['055 501 0142']);
  const files = [
    'manifest.json',
    'extension/card/card.html',
    'extension/content/main.js',
    'extension/content/card-script.js',
    'icons/ready-16.png',
  ];
  const reached = await page.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url).then(
            () => url,
            () => null,
          ),
        ),
      ),
    files.map((file) => `chrome-extension://${id}/${file}`),
  );
  expect(reached.filter(Boolean)).toEqual([]);
  const traces = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    globals: Reflect.ownKeys(globalThis)
      .map(String)
      .filter((name) => /hatif|chrome-ext/i.test(name)),
    styles: document.styleSheets.length + document.adoptedStyleSheets.length,
  }));
  expect(traces).toEqual({ html: '<html><head></head><body><p>055 501 0142</p></body></html>', globals: [], styles: 0 });
});

test('a link whose text and target are different numbers shows the number it calls', async ({ page, site, worker, cards }) => {
  await page.goto(site.add('<!doctype html><a href="tel:%2B44%2020%207946%200018">055 501 0142</a>'));
  await expectMarks(page, ['055 501 0142']);
  const { x, y } = await middleOf(page, '055 501 0142');
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  const shown = await worker.evaluate(async () => {
    const { board: appState } = (await chrome.storage.session.get('board')) as { board?: { cards: Record<string, object> } };
    return Object.values(appState?.cards ?? {});
  });
  expect(shown).toMatchObject([{ written: '055 501 0142', number: '+442079460018', country: 'GB', href: '+44 20 7946 0018' }]);
  const card = await cardOn(page);
  await expect(card.locator('.differs')).toHaveText(/The text says .*966.*0142.*, but its link calls .*44.*0018.*Check before you call\./);
});

test('tel: links with a network command are left alone', async ({ page, site, cards }) => {
  await page.goto(
    site.add(
      '<!doctype html><script>addEventListener("click", (event) => { document.title += "c"; event.preventDefault(); })</script><a href="tel:*%2306%23">imei</a> <a href="tel:100">100</a>',
    ),
  );
  for (const words of ['imei', '100']) {
    const { x, y } = await middleOf(page, words);
    await page.mouse.click(x, y);
  }
  await expect.poll(() => page.title()).toBe('cc');
  expect(await cards()).toBe(0);
  expect(await marksOn(page)).toEqual([]);
});
