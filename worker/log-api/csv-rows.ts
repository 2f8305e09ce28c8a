/** Calls as rows of a CSV file (RFC 4180), which a spreadsheet opens without running anything of it. */
import type { LoggedCall } from '../../shared/api.ts';
import { readCaller } from '../../shared/caller.ts';
import { isMissed } from '../../shared/missed-call.ts';

/** A spreadsheet takes the file for UTF-8, and shows Arabic, only after this mark. */
const byteOrderMark = '\ufeff';

const columns: [name: string, value: (call: LoggedCall) => string | number | null | undefined][] = [
  ['Started (UTC)', ({ startedAt }) => spreadsheetTime(startedAt)],
  ['Direction', ({ direction }) => direction],
  ['Name', (call) => otherParty(call).name],
  ['Number', (call) => otherParty(call).number ?? otherParty(call).written],
  ['Agent', ({ agentName, agent }) => agentName ?? agent],
  ['Our number', ({ direction, from, to }) => (direction === 'outgoing' ? from : to)],
  ['Phone', ({ mode }) => mode],
  ['Result', (call) => (isMissed(call) ? 'missed' : (call.outcome ?? call.phase))],
  ['Ring seconds', ringSeconds],
  ['Talk seconds', ({ talkSeconds }) => talkSeconds],
  ['Voicemail seconds', ({ voicemail }) => voicemail?.seconds],
  ['Outcome', ({ note }) => note?.outcome],
  ['Note', ({ note }) => note?.note],
  ['Call back (UTC)', ({ note }) => note?.callBackAt && spreadsheetTime(note.callBackAt)],
  ['Page', ({ pageUrl }) => pageUrl],
  ['Id', ({ id }) => id],
];

export const csvHead = byteOrderMark + toLine(columns.map(([name]) => name));

export function csvRow(call: LoggedCall): string {
  return toLine(columns.map(([, value]) => value(call)));
}

function toLine(cells: (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => `"${harmless(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * A cell that begins like a formula gets an apostrophe, also after white space and in full-width characters.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(cell: string): string {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}

/** `2026-11-20 09:30:00`: spreadsheets read it as a time. */
const spreadsheetTime = (isoTime: string) => new Date(isoTime).toISOString().slice(0, 19).replace('T', ' ');

const otherParty = ({ direction, from, to, caller, name }: LoggedCall) =>
  direction === 'outgoing' ? readCaller(to, name) : (caller ?? readCaller(from));

function ringSeconds({ ringingAt, answeredAt, endedAt }: LoggedCall): number | null {
  const end = answeredAt ?? endedAt;
  return ringingAt && end ? Math.max(0, Math.round((Date.parse(end) - Date.parse(ringingAt)) / 1000)) : null;
}
