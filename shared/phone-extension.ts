/** Tells the extension at the end of a written number from the number itself. */

const words = [
  String.raw`;ext=`,
  String.raw`e?xt(?:ensi(?:on|ón|ón))?\.?n?`,
  'anexo',
  'ramal',
  'interno?',
  'poste',
  'durchwahl',
  'nebenstelle',
  'toestel',
  'wew',
  'dahili',
  'local',
  'loc',
  'доб',
  'вн',
  '(?:ال)?تحويل[ةه]',
  'تح',
  '(?:ال)?فرعي',
  '(?:ال)?وصل[ةه]',
  '(?:ال)?داخل[يىی]',
].join('|');

/**
 * As text after the last digit of a number: a word and up to 20 digits, `x`, `#`, `~` or `int` and up to 9, or the
 * American `123#`. These are the shapes and limits of libphonenumber's matcher, with more languages.
 */
export const extensionPattern = String.raw`(?:(?: ?[-–/] ?|[ \t,،]*)(?:${words})[:.]?[ \t,#-]*\d{1,20}#?|[ \t]*\((?:${words})[:.]? ?\d{1,20}\)|[ \t,]*(?:x|#|~|int)[:.]?[ \t,-]*\d{1,9}#?|[- ]+\d{1,6}#)`;

const atEnd = new RegExp(`${extensionPattern}$`, 'iu');

/** `055 501 0142 ext. 12` as `{ main: '055 501 0142', ext: '12' }`. `folded` has ASCII digits. */
export function splitExtension(folded: string): { main: string; ext?: string } {
  const found = atEnd.exec(folded);
  const ext = found?.[0].replace(/\D/g, '');
  const main = found ? folded.slice(0, found.index) : folded;
  // `#12` alone, or after a digit or two, is no extension of anything.
  if (!ext || main.replace(/\D/g, '').length < 3) return { main: folded };
  return { main, ext };
}
