/** Compares every import of the repository with the tables of `import-borders.ts` and `package-borders.ts`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Border } from './border.ts';
import { borders } from './import-borders.ts';
import { packageBorders } from './package-borders.ts';
import { root } from './root.ts';
import { sourceFiles } from './source-files.ts';

/** `to`: the path of a file from the root, or the name of a package. */
export type Import = { from: string; to: string; is: 'file' | 'package'; typeOnly: boolean };

/** Only a unit test may import these. */
const testPackages = ['vitest', 'fast-check', 'node:*', 'ws'];

/** One line for each import that the tables do not allow: where it is, and what to do in its place. */
export function forbiddenImports(): string[] {
  const found = sourceFiles()
    .filter((file) => /\.(tsx?|m?js)$/.test(file))
    .flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')));
  return found.flatMap((one) => objectionTo(one) ?? []);
}

/** What the file `from` imports, given its text in the format of oxfmt. */
export function importsOf(from: string, text: string): Import[] {
  const statement = /^(?:import|export)\b([^;'"]*?)\bfrom\s+'([^']+)'|^import\s+'([^']+)'|(\btypeof\s+)?\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].map(([, clause = '', named, bare, typeOf, dynamic]) => {
    const target = named ?? bare ?? dynamic ?? '';
    const isFile = target.startsWith('.');
    return {
      from,
      to: isFile ? path.posix.join(path.posix.dirname(from), target.replace(/\?.*$/, '')) : target,
      is: isFile ? 'file' : 'package',
      typeOnly: typeOf !== undefined || isTypeOnly(clause),
    };
  });
}

/** True for `import type { … }`, and for braces in which every name has its own `type`. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  const names = braces?.split(',').filter((name) => name.trim() !== '') ?? [];
  return names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

/** Null where the tables allow the import. */
export function objectionTo(found: Import): string | null {
  const objection = found.is === 'file' ? fileObjection(found) : packageObjection(found);
  return objection && `${found.from} imports ${found.typeOnly ? 'a type from ' : ''}${found.to}: ${objection}`;
}

function fileObjection({ from, to, typeOnly }: Import): string | null {
  const own = placeOf(from);
  if (!own) return 'no line of scripts/tools/import-borders.ts holds this file. Add its folder to the table.';
  if (placeOf(to)?.place === own.place) return null;
  const { may, types = [], instead } = own.border;
  const allowed = [...may, ...(typeOnly ? types : []), ...(isUnitTest(from) ? testMay(from) : [])];
  return allowed.some((entry) => holds(entry, to)) ? null : `${own.place} must not. ${instead}`;
}

function packageObjection({ from, to }: Import): string | null {
  if (isUnitTest(from) && testPackages.some((name) => matches(name, to))) return null;
  const border = packageBorders.find(({ packages }) => packages.some((name) => matches(name, to)));
  if (!border) return 'no line of scripts/tools/package-borders.ts names this package. Say there which places may import it.';
  return border.places.some((entry) => holds(entry, from)) ? null : `only ${border.places.join(', ')} may. ${border.instead}`;
}

/** A unit test may use its whole side for its setup. */
function testMay(file: string): string[] {
  const [top = ''] = file.split('/');
  return top === 'twilio-local' ? [] : [top, 'shared', 'scripts'];
}

/** The longest place of the table that holds `file`; a unit test belongs to the place of the file that it tests. */
function placeOf(name: string): { place: string; border: Border } | null {
  const file = name.replace('.test.', '.');
  const all = borders.flatMap((border) => border.places.map((place) => ({ place, border })));
  return all.filter(({ place }) => holds(place, file)).toSorted((a, b) => b.place.length - a.place.length)[0] ?? null;
}

const isUnitTest = (file: string) => /\.test\.tsx?$/.test(file);
const holds = (entry: string, file: string) => file === entry || file.startsWith(`${entry}/`);

/** `hono/*` is the package with all of its files, `node:*` every module of that scheme. */
function matches(pattern: string, name: string): boolean {
  const prefix = /^(.*[/:])\*$/.exec(pattern)?.[1];
  return prefix === undefined ? name === pattern : name.startsWith(prefix) || `${name}/` === prefix;
}
