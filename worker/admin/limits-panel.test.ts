/** The limits on the admin page: what the form changes, and what it refuses. */
import { beforeEach, expect, test } from 'vitest';
import { getPage, sendForm, signIn, type SignedIn } from '../testing/test-admin-page.ts';
import { startBackend } from '../testing/test-backend.ts';
import { limitLabels } from './limit-labels.ts';
import { pageTexts } from './page-texts.ts';

const backend = startBackend({ MAX_SPEND_PER_DAY: '25 USD' });
let me: SignedIn;
const pageText = async () => (await getPage(backend, me)).text();
const actions = async () =>
  (await (await backend.admin('GET', 'actions')).json<{ actions: { action: string; subject: string | null }[] }>()).actions;

beforeEach(async () => {
  me = await signIn(backend);
});

test('the form changes the limits that differ, logs each, and restores the deployment’s where a field is empty', async () => {
  const fields = { MAX_SPEND_PER_DAY: '9 USD', MAX_CALL_MINUTES: '', ASK_FOR_NEW_COUNTRIES: 'on' };
  expect((await sendForm(backend, me, 'limits', fields)).status).toBe(303);
  const html = await pageText();
  expect(html).toContain('value="9 USD" placeholder="25 USD"');
  expect(html).toMatch(/<option value="on" selected/);
  expect(html).toContain('$9.00');
  const subjects = (await actions()).slice(0, 2).map(({ action, subject }) => `${action} ${subject}`);
  expect(subjects).toEqual(['limit-changed ASK_FOR_NEW_COUNTRIES on', 'limit-changed MAX_SPEND_PER_DAY 9 USD']);
  await sendForm(backend, me, 'limits', { MAX_SPEND_PER_DAY: '', ASK_FOR_NEW_COUNTRIES: '' });
  expect(await pageText()).toContain('value="" placeholder="25 USD"');
  expect((await actions())[0]).toMatchObject({ action: 'limit-restored' });
});

test.each(['en', 'ar'] as const)('the form with one malformed limit changes none, and names it in %s', async (language) => {
  const before = (await actions())[0];
  const answer = await sendForm(backend, { ...me, language }, 'limits', { MAX_CALL_MINUTES: '7', CALLS_PER_DAY: 'many' });
  expect(answer.status).toBe(400);
  const html = await answer.text();
  expect(html).toContain(pageTexts[language].limitMalformed.replace('{name}', limitLabels[language].CALLS_PER_DAY));
  expect(html).toContain('name="MAX_CALL_MINUTES" value=""');
  expect((await actions())[0]).toEqual(before);
});
