import { beforeEach, expect, test, vi } from 'vitest';
import { injectCardScript, injectIntoOpenPages, insertMarkStyle } from './inject-scripts.ts';

type Injection = { target: { tabId: number; frameIds?: number[]; allFrames?: boolean }; files?: string[]; css?: string; func?: unknown };

/** Tabs by id: for each frame whether the script is there already; null for a page that takes none. */
let tabs: Record<number, Record<number, boolean> | null> = {};
const ran: Injection[] = [];
const styled: Injection[] = [];

beforeEach(() => {
  [ran.length, styled.length] = [0, 0];
  vi.stubGlobal('chrome', {
    runtime: { getManifest: () => ({ content_scripts: [{ js: ['main.js'] }] }) },
    tabs: { query: async () => [...Object.keys(tabs).map((id) => ({ id: Number(id) })), { title: 'of no window' }] },
    scripting: {
      executeScript: async (injection: Injection) => {
        const { tabId, frameIds } = injection.target;
        const frames = tabs[tabId];
        if (!frames || frameIds?.some((id) => frames[id] === undefined)) throw new Error('No frame with that id.');
        if (injection.files) ran.push(injection);
        return Object.entries(frames).map(([frameId, result]) => ({ frameId: Number(frameId), result }));
      },
      insertCSS: async (injection: Injection) => void styled.push(injection),
    },
  });
});

test('each frame of an open page without our script gets the script, and no frame gets a style', async () => {
  tabs = { 1: { 0: false, 4: true, 7: false }, 2: null, 3: { 0: true } };
  await injectIntoOpenPages();
  expect(ran.map(({ target, files }) => [target.tabId, target.frameIds, files])).toEqual([
    [1, [0], ['main.js']],
    [1, [7], ['main.js']],
  ]);
  expect(styled).toEqual([]);
});

test("the style of the marks is inserted into the sender's frame alone", async () => {
  tabs = { 1: { 0: true, 4: true } };
  await insertMarkStyle({ tab: { id: 1 }, frameId: 4 } as never);
  expect(styled).toEqual([{ target: { tabId: 1, frameIds: [4] }, css: expect.stringContaining('::highlight(hatif-number)') }]);
  await expect(insertMarkStyle({})).rejects.toMatchObject({ problem: { code: 'request-refused' } });
});

test("the card script is injected into the sender's frame; a frame that is gone and a sender without a tab are refused", async () => {
  tabs = { 1: { 0: true, 4: true } };
  await injectCardScript({ tab: { id: 1 }, frameId: 4 } as never);
  expect(ran).toMatchObject([{ target: { tabId: 1, frameIds: [4] }, files: ['extension/content/card-script.js'] }]);
  const refused = { problem: { code: 'request-refused' } };
  await expect(injectCardScript({ tab: { id: 1 }, frameId: 9 } as never)).rejects.toMatchObject(refused);
  await expect(injectCardScript({ tab: { id: 8 }, frameId: 0 } as never)).rejects.toMatchObject(refused);
  await expect(injectCardScript({})).rejects.toMatchObject(refused);
});
