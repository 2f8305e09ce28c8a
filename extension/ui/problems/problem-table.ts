/** The table of Problems: whose side each is on, and the one button that mends it. Its texts are `problem_…` in `_locales`. */
import type { ProblemCode } from '../../../shared/problem.ts';
import type { TextKey } from '../app/text.ts';

/** Where a Problem has its cause. */
export type ProblemSide = 'server' | 'browser' | 'network' | 'account' | 'service' | 'destination' | 'phone' | 'rules';

/** The words for a side. */
export const sideTexts: Readonly<Record<ProblemSide, TextKey>> = {
  server: 'side_server',
  browser: 'side_browser',
  network: 'side_network',
  account: 'side_account',
  service: 'side_service',
  destination: 'side_destination',
  phone: 'side_phone',
  rules: 'side_rules',
};

/** The action of a Problem's button; each surface maps it to a function. */
export type ProblemAction =
  | 'connect'
  | 'tryAgain'
  | 'microphone'
  | 'editNumber'
  | 'callAgain'
  | 'ownPhone'
  | 'report'
  | 'log'
  | 'extensions';

export type ActionButton = { does: ProblemAction; name: TextKey };
type Row = readonly [side: ProblemSide, button?: ActionButton];

const connect: ActionButton = { does: 'connect', name: 'connect' };
const tryAgain: ActionButton = { does: 'tryAgain', name: 'tryAgain' };
const checkAgain: ActionButton = { does: 'tryAgain', name: 'doctorAgain' };
const allowMicrophone: ActionButton = { does: 'microphone', name: 'allowMicrophone' };
const checkMicrophone: ActionButton = { does: 'microphone', name: 'checkMicrophone' };
const editNumber: ActionButton = { does: 'editNumber', name: 'editNumber' };
const callAgain: ActionButton = { does: 'callAgain', name: 'callAgain' };
const ownPhone: ActionButton = { does: 'ownPhone', name: 'addOwnPhone' };
const report: ActionButton = { does: 'report', name: 'openReport' };
const log: ActionButton = { does: 'log', name: 'openLog' };
const extensions: ActionButton = { does: 'extensions', name: 'openExtensions' };

/** A Problem without a button is mended by somebody else, or by waiting. */
export const problemTable: Readonly<Record<ProblemCode, Row>> = {
  'not-paired': ['browser', connect],
  'pairing-link-invalid': ['browser'],
  'pairing-code-refused': ['server'],
  'pairing-code-used': ['server'],
  'pairing-code-expired': ['server'],
  'session-revoked': ['server', connect],
  'agent-unknown': ['server', connect],
  'backend-unreachable': ['network', tryAgain],
  'backend-failed': ['server', tryAgain],
  'request-refused': ['browser', tryAgain],
  'not-found': ['server'],
  'too-many-requests': ['rules', tryAgain],
  'settings-missing': ['server', tryAgain],
  'settings-malformed': ['server', tryAgain],
  'token-refused': ['account', tryAgain],
  'token-expired': ['server', tryAgain],
  'clock-wrong': ['browser', tryAgain],
  'clock-off': ['browser', checkAgain],
  'line-unreachable': ['network', tryAgain],
  'line-timed-out': ['service', tryAgain],
  'line-busy-elsewhere': ['browser'],
  'line-unproven': ['service', tryAgain],
  'proof-refused': ['service', tryAgain],
  'media-blocked': ['network', tryAgain],
  'microphone-blocked': ['browser', allowMicrophone],
  'microphone-not-asked': ['browser', allowMicrophone],
  'microphone-missing': ['browser', checkMicrophone],
  'microphone-in-use': ['browser', checkMicrophone],
  'microphone-lost': ['browser', checkMicrophone],
  'microphone-silent': ['browser', checkMicrophone],
  'speaker-missing': ['browser', checkAgain],
  'speaker-failed': ['browser', checkAgain],
  'number-unreadable': ['destination', editNumber],
  'number-too-short': ['destination', editNumber],
  'number-too-long': ['destination', editNumber],
  'number-not-callable': ['destination', editNumber],
  'number-premium': ['rules', editNumber],
  'number-unknown': ['rules', editNumber],
  'number-own': ['destination', editNumber],
  'number-not-in-service': ['destination', editNumber],
  'country-not-allowed': ['rules'],
  'too-many-calls': ['rules'],
  'too-many-live-calls': ['rules'],
  'agent-minutes-used-up': ['rules'],
  'team-minutes-used-up': ['rules'],
  'agent-spend-used-up': ['rules'],
  'team-spend-used-up': ['rules'],
  'agent-stopped': ['rules'],
  'calls-stopped': ['rules'],
  'country-not-approved': ['rules'],
  'colleague-unreachable': ['destination'],
  'transfer-not-possible': ['destination'],
  'caller-id-refused': ['account'],
  'country-blocked': ['account'],
  'number-blocked': ['account'],
  'number-not-for-sale': ['account'],
  'number-needs-papers': ['account'],
  'account-refused': ['account'],
  'account-inactive': ['account'],
  'account-on-trial': ['account'],
  'account-at-call-limit': ['account'],
  'agent-has-no-phone': ['phone', ownPhone],
  'phone-service-unreachable': ['service'],
  'phone-service-busy': ['service'],
  'phone-service-misunderstood': ['server', report],
  'webhook-failed': ['server', tryAgain],
  'webhook-malformed': ['server', report],
  'twilio-error': ['service', report],
  'own-phone-unanswered': ['phone'],
  'own-phone-busy': ['phone'],
  'own-phone-unreachable': ['phone'],
  'own-phone-not-confirmed': ['phone'],
  'own-phone-not-allowed': ['rules', ownPhone],
  'phone-code-wrong': ['phone'],
  'phone-code-expired': ['phone'],
  'phone-code-spent': ['phone'],
  'call-already-active': ['browser'],
  'call-unknown': ['server', callAgain],
  'call-not-connected': ['destination'],
  'call-being-changed': ['server'],
  'recording-off': ['rules'],
  'recording-always': ['rules'],
  'not-recording': ['server'],
  'call-dropped': ['network', callAgain],
  'call-failed': ['service', callAgain],
  'call-declined-by-service': ['account', callAgain],
  'call-over': ['destination', log],
  'party-busy': ['destination', callAgain],
  'party-declined': ['destination', callAgain],
  'party-unavailable': ['destination', callAgain],
  'recording-not-ready': ['service', tryAgain],
  'recording-gone': ['service'],
  'recording-in-own-storage': ['account'],
  'recording-unreachable': ['service', tryAgain],
  'other-extension': ['browser', extensions],
};
