/** HTML whose named elements hide members of a form or of the document (DOM clobbering) neither freezes nor blinds Hatif. */
import type { BrowserContext, Page } from '@playwright/test';
import { cardOn, expect, listenIn, test, type Site } from './detection-harness.ts';

const written = '055 501 0142';
/** A page that is frozen never answers. */
const patienceMs = 60_000;
const pagesAtOnce = 10;

/** Members of a form that finding numbers could read. */
const formMembers = [
  'parentNode',
  'parentElement',
  'localName',
  'nodeType',
  'tagName',
  'matches',
  'closest',
  'children',
  'childElementCount',
  'firstChild',
  'nextSibling',
  'firstElementChild',
  'lastElementChild',
  'nextElementSibling',
  'previousElementSibling',
  'textContent',
  'className',
  'outerHTML',
  'isConnected',
  'contains',
  'getAttribute',
  'querySelector',
  'querySelectorAll',
  'getElementsByTagName',
  'getBoundingClientRect',
];
/** The same of the document. */
const documentMembers = [
  'activeElement',
  'addEventListener',
  'body',
  'caretPositionFromPoint',
  'createDocumentFragment',
  'createElement',
  'createExpression',
  'createRange',
  'createTreeWalker',
  'documentElement',
  'elementFromPoint',
  'evaluate',
  'getElementsByTagName',
  'hasFocus',
  'localName',
  'matches',
  'nodeType',
  'querySelector',
  'querySelectorAll',
  'readyState',
  'textContent',
];

/** An element that is listed under its name by the form around it, or by the one that it names. */
const named = (name: string, form = '') => `<output name="${name}"${form && ` form="${form}"`}></output>`;

const manyElements = '<i></i>'.repeat(600);
/** Each froze the tab or marked nothing. */
const pages: Record<string, string> = {
  ...Object.fromEntries(
    formMembers.map((name) => [`form.${name}`, `<form style="display: inline">${named(name)}</form><form>${named(name)}${written}</form>`]),
  ),
  'inline form.parentNode': `<form style="display: inline">${named('parentNode')}${written}</form>`,
  'a cycle of siblings': `<div>${written} ${named('nextSibling', 'f')}<form id="f" style="display: inline"></form></div>`,
  'a cycle of last children': `<p>${written}</p>${manyElements}<fieldset form="f" name="lastElementChild"><form id="f"></form></fieldset>`,
  'nesting without an end': `<p id="deep">${written} </p><script>
    let at = document.querySelector('#deep');
    for (let depth = 0; depth < 3000; depth++) at = at.appendChild(document.createElement('span'));
  </script>`,
  ...Object.fromEntries(documentMembers.map((name) => [`document.${name}`, `<img name="${name}"><p>${written}</p>`])),
};

/** The page's own script cannot read the text of a mark through a document that is clobbered. */
async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(
    (text) =>
      [...(CSS.highlights.get('hatif-number') ?? [])].some(
        ({ startContainer, startOffset }) => startContainer instanceof Text && startContainer.data.startsWith(text, startOffset),
      ),
    written,
  );
}

/** Whether the number is marked on a page of that HTML; false where the page answers nothing any more. */
async function findsNumber(context: BrowserContext, site: Site, html: string): Promise<boolean> {
  const page = await context.newPage();
  const late = new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false));
  const finds = async () => {
    await page.goto(site.add(`<!doctype html><body>${html}</body>`), { waitUntil: 'commit' });
    for (;;) if (await isMarked(page)) return true;
  };
  const found = await Promise.race([finds().catch(() => false), late]);
  void page.close();
  return found;
}

test('no name of an element keeps numbers from being found', async ({ context, worker: _, site }) => {
  test.setTimeout(240_000);
  const unmarked: string[] = [];
  const names = Object.keys(pages);
  while (names.length > 0) {
    const batch = names.splice(0, pagesAtOnce);
    const found = await Promise.all(batch.map((name) => findsNumber(context, site, pages[name] ?? '')));
    unmarked.push(...batch.filter((_name, at) => !found[at]));
  }
  expect(unmarked).toEqual([]);
});

test('a number in a clobbered form, on a clobbered page, opens its card', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  const inForm = ['parentNode', 'parentElement', 'matches', 'closest', 'textContent'].map((name) => named(name)).join('');
  const onPage = ['createElement', 'body', 'documentElement', 'activeElement', 'elementFromPoint', 'createTreeWalker', 'querySelector'];
  await page.goto(
    site.add(
      `<!doctype html><body>${onPage.map((name) => `<img name="${name}">`).join('')}
       <form style="position: fixed; left: 20px; top: 20px">${inForm}<b>${written}</b></form></body>`,
    ),
  );
  await expect.poll(() => isMarked(page)).toBe(true);
  await page.mouse.click(60, 28);
  const card = await cardOn(page);
  await expect(card.getByRole('dialog')).toBeVisible();
  expect(await heard.times('openCard')).toBe(1);
});

test('elements that a page adds to a clobbered form later are read, and the page answers on', async ({ page, site, worker: _ }) => {
  await page.goto(site.add(`<!doctype html><form>${named('parentElement')}${named('parentNode')}<div id="list"></div></form>`));
  await page.evaluate((text) => {
    const list = document.querySelector('#list')!;
    for (const tag of ['p', 'span', 'p']) {
      const row = document.createElement(tag);
      row.textContent = tag === 'span' ? text : 'a row';
      list.append(row);
    }
  }, written);
  await expect.poll(() => isMarked(page)).toBe(true);
});
