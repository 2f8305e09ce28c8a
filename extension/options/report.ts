/** The report for the admin: the last calls and Problems, redacted. Plain keys and codes in one language, for whoever mends. */
import type { LoggedCall } from '../../shared/api.ts';
import type { AppState } from '../state/app-state.ts';
import type { LoggedProblem } from '../state/problem-log.ts';
import type { Settings } from '../state/settings.ts';
import { maskNumber } from '../ui/problems/mask-number.ts';
import { redactedDetails } from '../ui/problems/problem-details.ts';

export type ReportFacts = {
  now: number;
  version: string;
  userAgent: string;
  settings: Settings;
  appState: AppState;
  /** Newest first; null when the log could not be read. */
  calls: readonly LoggedCall[] | null;
  /** Newest first. */
  problems: readonly LoggedProblem[];
};

export function buildReport(facts: ReportFacts): string {
  const { now, version, userAgent, settings, appState, calls, problems } = facts;
  const callLines = calls?.map(describeCall) ?? ['the log could not be read'];
  return [
    'Hatif report',
    `made: ${isoTime(now)}`,
    `version: ${version}`,
    `browser: ${browserOf(userAgent)}`,
    `settings: ${describeSettings(settings)}`,
    `line: ${describeLine(appState)}`,
    `microphone: ${appState.microphone}`,
    `availability: ${appState.availability}`,
    `modes: ${describeModes(appState)}`,
    '',
    'calls, newest first:',
    ...orNone(callLines),
    '',
    'problems, newest first:',
    ...orNone(problems.map(describeLogged)),
    '',
  ].join('\n');
}

const orNone = (lines: readonly string[]) => (lines.length > 0 ? lines : ['none']).map((line) => `  ${line}`);
const isoTime = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : 'unknown');

const device = (id: string) => (id === '' ? 'default' : 'chosen');

/** Nothing else of the user agent, which an enterprise may have changed. */
function browserOf(userAgent: string): string {
  const [, version] = /Chrome\/(\d+(?:\.\d+)*)/.exec(userAgent) ?? [];
  const [system = 'unknown system'] = /Windows|Mac OS X|CrOS|Linux|Android/.exec(userAgent) ?? [];
  return `Chrome ${version ?? 'of unknown version'}, ${system}`;
}

/** Sites and device ids are counted or named by their kind alone. */
function describeSettings(settings: Settings): string {
  const { language, look, country, mode, openCardOn, notifications, autoAnswer, doNotDisturb, screenPop } = settings;
  const values = {
    language,
    look,
    country: country || 'default',
    mode,
    openCardOn,
    notifications,
    autoAnswer,
    doNotDisturb,
    screenPop: screenPop.on,
    microphone: device(settings.microphoneId),
    speaker: device(settings.speakerId),
    ringer: device(settings.ringerId),
    sitesOff: settings.sitesOff.length,
    sitesWithCountry: Object.keys(settings.countryBySite).length,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function describeLine({ line }: AppState): string {
  switch (line.is) {
    case 'off':
      return 'off';
    case 'connecting':
      return [`connecting since ${isoTime(line.since)}`, line.because].filter(Boolean).join(', ');
    case 'ready':
      return `ready, proven ${isoTime(line.provenAt)}`;
    case 'unproven':
    case 'problem':
      return [`${line.is} since ${isoTime(line.since)}`, line.problem.code, ...redactedDetails(line.problem)].join(', ');
  }
}

function describeModes({ agent }: AppState): string {
  if (!agent) return 'not paired';
  const modes = [agent.modes.browser && 'browser', agent.modes.phone && 'phone', agent.phone !== null && 'own phone known'];
  return modes.filter(Boolean).join(', ') || 'none';
}

/** The other party is masked; the name, the page and both accounts of the row are left out. */
function describeCall(call: LoggedCall): string {
  const { direction, mode, phase, outcome, problem, startedAt, talkSeconds, id } = call;
  const party = direction === 'outgoing' ? call.to : call.from;
  return [
    isoTime(Date.parse(startedAt)),
    direction,
    mode,
    maskNumber(party),
    outcome ?? phase,
    `${talkSeconds} s`,
    ...(problem ? [problem.code, ...redactedDetails(problem)] : []),
    ...(/^CA[0-9a-f]{32}$/.test(id) ? [id] : []),
  ].join(', ');
}

function describeLogged({ at, of, code, twilioCode }: LoggedProblem): string {
  return [isoTime(at), of, code, ...(twilioCode ? [`code: ${twilioCode}`] : [])].join(', ');
}
