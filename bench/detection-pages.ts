/** The pages that detection is measured on. */

export type BenchPage = { name: string; rows: number; numbers: number; html: string };

/** Five elements and four texts a row. */
export function table(name: string, rows: number, phone: (row: number) => string | null): BenchPage {
  const cells = Array.from({ length: rows }, (_, i) => phone(i));
  const lines = cells.map(
    (number, i) =>
      `<tr><td>Customer of the branch</td><td>${number ?? 'no phone yet'}</td><td>Open, waits for documents</td><td>${i % 2 ? 'Riyadh' : 'Jeddah'}</td></tr>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><title>${name}</title><table><tbody>${lines.join('')}</tbody></table>`;
  return { name, rows, numbers: cells.filter((cell) => cell !== null).length, html };
}

export function phoneOf(row: number): string {
  const digits = String(1_000_000 + row);
  return `055 ${digits.slice(0, 3)} ${digits.slice(3)}`;
}

const twoInFive = (row: number) => (row % 5 < 2 ? phoneOf(row) : null);
export const smallPage = table('10k texts, 1000 numbers', 2500, twoInFive);
export const largePage = table('100k texts, 10 000 numbers', 25_000, twoInFive);
/** Tall for its elements: a range of text is higher than the screen, and its middle has to be observed too. */
export const tallPage: BenchPage = {
  name: '100k lines, each a number',
  rows: 100_000,
  numbers: 100_000,
  html: `<!doctype html><meta charset="utf-8"><title>lines</title>${Array.from({ length: 100_000 }, (_, i) => `<p>${phoneOf(i)}</p>`).join('')}`,
};
export const pageWithoutDigits = table('100k texts, no digit', 25_000, () => null);
