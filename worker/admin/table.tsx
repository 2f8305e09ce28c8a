/** A table of the admin page. */
import type { Child } from 'hono/jsx';
import type { PageContext } from './page-context.ts';
import type { PageText } from './page-texts.ts';

type Props = {
  page: PageContext;
  heads: readonly PageText[];
  /** The last column has no head: it holds the menu of the row. */
  hasMenu?: boolean;
  children: Child;
};

export function Table({ page: { text }, heads, hasMenu = false, children }: Props) {
  return (
    <table>
      <thead>
        <tr>
          {heads.map((name) => (
            <th scope="col">{text(name)}</th>
          ))}
          {hasMenu && <th></th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** In place of a table without rows. */
export function EmptyTable({ words }: { words: string }) {
  return (
    <table>
      <tbody>
        <tr>
          <td class="muted">{words}</td>
        </tr>
      </tbody>
    </table>
  );
}
