/** The admin page in tests: a session, and the forms of the page. */
import { goodSettings, type Backend } from './test-backend.ts';

const origin = 'http://127.0.0.1:8787';
let addresses = 0;

export type SignedIn = { cookie: string; formToken: string; language: 'en' | 'ar' };

/** Each sign-in comes from an address of its own: they are limited. */
export function postSignIn(
  backend: Backend,
  token: string,
  address = `10.0.${(addresses += 1) >> 8}.${addresses % 256}`,
): Promise<Response> {
  return backend.fetch('/admin/sign-in', {
    method: 'POST',
    headers: { origin, 'cf-connecting-ip': address },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  });
}

export async function signIn(backend: Backend, token: string = goodSettings.ADMIN_TOKEN): Promise<SignedIn> {
  const cookie = /^[^;]+/.exec((await postSignIn(backend, token)).headers.get('set-cookie') ?? '')?.[0] ?? '';
  const page = await (await getPage(backend, { cookie, formToken: '', language: 'en' })).text();
  return { cookie, formToken: /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? '', language: 'en' };
}

export const getPage = (backend: Backend, { cookie, language }: SignedIn, path = '/admin') =>
  backend.fetch(path, { headers: { cookie, 'accept-language': language }, redirect: 'manual' });

/** Sends a form of the page. */
export const sendForm = (
  backend: Backend,
  { cookie, formToken, language }: SignedIn,
  action: string,
  fields: Record<string, string> = {},
) =>
  backend.fetch(`/admin/${action}`, {
    method: 'POST',
    headers: { cookie, origin, 'accept-language': language },
    body: new URLSearchParams({ formToken, ...fields }),
    redirect: 'manual',
  });
