/** Separates the extension at the end of a written number from the number. */

const extensionWords = [
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
  // `…, local 301-594-3780` begins another number.
  String.raw`loc(?:al)?(?![:. ]*\(?\d{3}\)?[-. ]\d)`,
  'доб',
  'вн',
  'внутр',
  '内[線线]',
  '转',
  '轉',
  '分机',
  '내선',
  'ต่อ',
  'מורחבת',
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
export const extensionPattern = String.raw`(?:(?: ?[-–/] ?|[ \t,،]*)(?:${extensionWords})[:.]?[ \t,#-]*\d{1,20}#?|[ \t]*\((?:${extensionWords})[:.]? ?\d{1,20}\)|[ \t,]*(?:x|#|~|int)[:.]?[ \t,-]*\d{1,9}#?|[- ]+\d{1,6}#)`;

const extensionAtEnd = new RegExp(`${extensionPattern}$`, 'iu');

/** Each of the shapes has a letter or one of these signs: most numbers need no search. */
const mayHoldExtension = /[#~\p{L}]/u;

/** `055 501 0142 ext. 12` as `{ main: '055 501 0142', ext: '12' }`. `normalized` has ASCII digits. */
export function splitExtension(normalized: string): { main: string; ext?: string } {
  const found = mayHoldExtension.test(normalized) ? extensionAtEnd.exec(normalized) : null;
  const ext = found?.[0].replace(/\D/g, '');
  const main = found ? normalized.slice(0, found.index) : normalized;
  // `#12` alone, or after one or two digits, is no extension.
  if (!ext || main.replace(/\D/g, '').length < 3) return { main: normalized };
  return { main, ext };
}
