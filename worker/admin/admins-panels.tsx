/** Further admins, and the log of what admins did. */
import { timeText, type PageContext } from './page-context.ts';
import type { PageData } from './page-data.ts';
import { Form } from './page-shell.tsx';
import { actionTexts } from './page-texts.ts';

type Props = { page: PageContext; data: PageData };

export function AdminsPanel({ page, data }: Props) {
  const { text } = page;
  return (
    <section class="panel stack" aria-labelledby="admins-heading">
      <h2 id="admins-heading">{text('admins')}</h2>
      {data.admins.length === 0 ? (
        <p class="muted">{text('noAdmins')}</p>
      ) : (
        <ul class="rows">
          {data.admins.map(({ name }) => (
            <li>
              <span>
                <bdi>{name}</bdi>
              </span>
              <Form page={page} action="admin-revocations" values={{ name }}>
                <button class="button">{text('revokeAdmin', { name })}</button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form page={page} action="admins" class="stack">
        <label>
          {text('name')}
          <input class="field" name="name" required maxlength={80} autocomplete="off" />
        </label>
        <button class="button">{text('addAdmin')}</button>
      </Form>
    </section>
  );
}

export function ActionsPanel({ page, data }: Props) {
  const { text, language } = page;
  return (
    <section class="panel" aria-labelledby="log-heading">
      <h2 id="log-heading">{text('log')}</h2>
      <ul class="rows" id="actions" data-live>
        {data.actions.length === 0 && <li class="muted">{text('noActions')}</li>}
        {data.actions.map(({ at, admin, action, subject }) => (
          <li>
            <span>
              <b>
                <bdi>{admin ?? text('ownerName')}</bdi>
              </b>{' '}
              {actionTexts[language][action]} <bdi>{subject ?? ''}</bdi>
            </span>
            <time class="muted num">{timeText(at)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
