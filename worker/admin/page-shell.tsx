/** The frame of every admin page: document, header, notices. */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Icon, Mark } from './icons.tsx';
import type { PageContext } from './page-context.ts';

type Props = { page: PageContext; isSignedIn: boolean; children: Child };

export function PageShell({ page, isSignedIn, children }: Props) {
  const { language, text, host, isSimulated } = page;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{text('title')}</title>
          <link rel="stylesheet" href="/admin/style.css" />
          {isSignedIn && <script src="/admin/refresh.js" defer></script>}
        </head>
        <body>
          <header>
            <h1>
              <Mark />
              {text('title')}
            </h1>
            <span class="muted num">{host}</span>
            {isSimulated && <span class="chip">{text('simulated')}</span>}
            <a
              href={`${isSignedIn ? '/admin' : '/admin/sign-in'}?lang=${language === 'ar' ? 'en' : 'ar'}`}
              lang={language === 'ar' ? 'en' : 'ar'}
            >
              {text('otherLanguage')}
            </a>
            {isSignedIn && (
              <Form page={page} action="sign-out">
                <button class="link">{text('signOut')}</button>
              </Form>
            )}
          </header>
          {children}
        </body>
      </html>
    </>
  );
}

type FormProps = { page: PageContext; action: string; values?: Record<string, string>; class?: string; children: Child };

/** A form of this page: it carries the token that no other site knows. */
export function Form({ page, action, values = {}, children, ...more }: FormProps) {
  return (
    <form method="post" action={`/admin/${action}`} class={more.class ?? ''}>
      <input type="hidden" name="formToken" value={page.formToken} />
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

type NoticeProps = { is: 'problem' | 'done'; heading: string; children?: Child };

/** What happened, and what follows. */
export function Notice({ is, heading, children }: NoticeProps) {
  return (
    <section class={`block ${is}`} role={is === 'problem' ? 'alert' : 'status'}>
      <h3>
        <Icon name={is === 'problem' ? 'alert' : 'check-ring'} />
        {heading}
      </h3>
      {children}
    </section>
  );
}
