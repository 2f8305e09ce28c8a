/** Who it is: the card shows the name that the page has for a number, and no label in place of a name. */
import type { Frame, Page } from '@playwright/test';
import { cardOn, expect, marksOn, middleOf, type Site, test } from './detection-harness.ts';

const written = '055 501 0142';
const name = 'Noura Al-Harbi';

async function openCard(page: Page, site: Site, html: string): Promise<Frame> {
  await page.goto(site.add(`<!doctype html>${html}`));
  await expect.poll(() => marksOn(page)).toContain(written);
  const { x, y } = await middleOf(page, written);
  await page.mouse.click(x, y);
  return cardOn(page);
}

const named: [where: string, html: string][] = [
  [
    'a row',
    `<table><tr><th>Name<th>Phone<tr><td>${name}<td>${written}<tr><td>Omar Said<td>055 501 0143<tr><td>Li Wei<td>055 501 0144</table>`,
  ],
  ['microdata', `<div itemscope itemtype="https://schema.org/Person"><b itemprop="name">${name}</b> <span>${written}</span></div>`],
  ['an h-card', `<div class="h-card"><p class="p-name">${name}</p><p class="p-tel">${written}</p></div>`],
  [
    'JSON-LD',
    `<script type="application/ld+json">{"@type":"Person","name":"${name}","telephone":"+966555010142"}</script><p>${written}</p>`,
  ],
  ['a definition list', `<dl><dt>Full name<dd>${name}<dt>Mobile<dd>${written}</dl>`],
  ['a record of two columns', `<table><tr><th>Name<td>${name}<tr><th>Mobile<td>${written}<tr><th>City<td>Riyadh</table>`],
  ["a record's heading", `<title>${name} | CRM</title><h1>${name}</h1><button>Edit</button><p>Mobile</p><p>${written}</p>`],
  [
    "an avatar's alternative text",
    `<ul><li><img alt="Photo of ${name}"> <a href="#">Edit</a> ${written}<li>Omar Said 055 501 0143<li>Li Wei 055 501 0144</ul>`,
  ],
  [
    'an address beside it',
    `<ul><li>${written} <a href="mailto:noura.al-harbi@afaq.example">Email</a><li>055 501 0143<li>055 501 0144</ul>`,
  ],
];

for (const [where, html] of named) {
  test(`a name in ${where} is on the card`, async ({ page, site }) => {
    const card = await openCard(page, site, html);
    await expect(card.locator('.party-line')).toHaveText(name);
  });
}

const unnamed: [what: string, html: string][] = [
  ['a label', `<ul><li><b>Mobile</b> <a href="#">Edit</a> ${written}<li><b>Mobile</b> 055 501 0143<li><b>Fax</b> 055 501 0144</ul>`],
  ['the heading of a list', `<title>Sales pipeline</title><h1>Sales pipeline</h1><ul><li>${written}<li>055 501 0143<li>055 501 0144</ul>`],
  ['a heading that the title does not repeat', `<title>CRM</title><h1>Good morning</h1><p>${written}</p>`],
];

for (const [what, html] of unnamed) {
  test(`${what} is no name`, async ({ page, site }) => {
    const card = await openCard(page, site, html);
    await expect(card.getByText('+966\u00a055\u00a0501\u00a00142')).toBeVisible();
    await expect(card.locator('.party-line')).toHaveCount(0);
  });
}
