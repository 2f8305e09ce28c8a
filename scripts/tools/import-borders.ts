/** Which folder may import which: a table behind `npm run check`. `docs/design.md` shows the same table; a test compares them. */
import type { Border } from './border.ts';
import { scriptBorders } from './script-borders.ts';

/** The part of the extension that every place may use. */
export const core = [
  'shared',
  'extension/protocol',
  'extension/state',
  'extension/browser.ts',
  'extension/worker-client.ts',
  'extension/sounds',
];
export const pages = ['popup', 'card', 'incoming', 'options', 'log', 'welcome'].map((name) => `extension/${name}`);
/** The one type that senders import from another place: the union of all commands. See docs/decisions/0020. */
const commandType = ['extension/background/commands.ts'];
/** The pure parts that decide when a line is probed: bench/ simulates thousands of browsers with them. */
const probePolicy = [
  'extension/offscreen/registration-draft.ts',
  'extension/offscreen/registration-state.ts',
  'worker/push/probe-budget-policy.ts',
];
const view = [...core, 'extension/ui/app'];
const backgroundInstead =
  'Subjects of background/ build on each other in one direction: line/, page/ and toolbar/, then calls/, then incoming/. What joins two of them belongs in a file at the top of background/.';
const viewInstead =
  'Parts of ui/ build on each other in one direction: app, then controls, numbers and visibility, then problems, calls and recordings, then setup and incoming. Move the shared part down, or pass it in as a property.';
const workerBase = ['shared', 'worker/http', 'worker/twilio'];
const workerInstead =
  'Resource folders of the worker share http/, twilio/ and call-log/. Move what two of them need there, or pass it in from the caller.';

export const borders: Border[] = [
  {
    places: ['shared'],
    may: [],
    instead: 'shared/ is pure and knows neither side: take the value as a parameter, or move the code to the side that needs the platform.',
  },
  {
    places: ['extension/browser.ts'],
    may: [],
    instead: 'browser.ts re-exports the polyfill and nothing else.',
  },
  {
    places: ['extension/protocol'],
    may: ['shared', 'extension/browser.ts'],
    instead: 'A message is data: define its type here or in shared/, and let the place that receives the message import it.',
  },
  {
    places: ['extension/state'],
    may: ['shared', 'extension/browser.ts'],
    types: ['extension/protocol', 'extension/_locales'],
    instead: 'State is data and pure changes: pass the value in from the place that has it.',
  },
  {
    places: ['extension/worker-client.ts'],
    may: ['shared', 'extension/state'],
    instead: 'The client knows the HTTP contract (shared/api.ts) and the pairing only: pass the rest in.',
  },
  {
    places: ['extension/background'],
    may: [...core, 'extension/background', 'extension/_locales'],
    instead: 'Send a message: a place never imports another place. The types of messages stand in extension/protocol.',
  },
  {
    places: ['extension/background/commands'],
    may: [...core, 'extension/background'],
    instead: 'A command handler calls the subjects of the background, and sends messages to other places.',
  },
  {
    places: ['extension/background/incoming'],
    may: [
      ...core,
      'extension/_locales',
      'extension/background/calls',
      'extension/background/line',
      'extension/background/page',
      'extension/background/toolbar',
    ],
    instead: backgroundInstead,
  },
  {
    places: ['extension/background/calls'],
    may: [...core, 'extension/_locales', 'extension/background/line', 'extension/background/page', 'extension/background/toolbar'],
    instead: backgroundInstead,
  },
  {
    places: ['extension/background/line', 'extension/background/page', 'extension/background/toolbar'],
    may: [...core, 'extension/_locales'],
    instead: backgroundInstead,
  },
  {
    places: ['extension/offscreen'],
    may: ['shared', 'extension/protocol', 'extension/browser.ts', 'extension/sounds'],
    instead: 'Send an EngineEvent to the background, or get the value with an EngineCommand: the offscreen page reads no storage.',
  },
  {
    places: ['extension/content'],
    may: ['shared', 'extension/protocol', 'extension/content'],
    instead: 'A content script has no storage and shares no code with pages: send a Command or a Query to the background.',
  },
  {
    places: ['extension/content/card', 'extension/content/detection'],
    may: ['shared', 'extension/protocol', 'extension/content/numbers', 'extension/content/scan', 'extension/content/runtime'],
    instead: 'card/ and detection/ do not know each other: main.ts and card-script.ts hand the one to the other.',
  },
  {
    places: ['extension/content/numbers'],
    may: ['shared', 'extension/protocol', 'extension/content/scan', 'extension/content/runtime'],
    instead: 'numbers/ reads text and knows no card: pass a callback in.',
  },
  {
    places: ['extension/content/scan', 'extension/content/runtime'],
    may: ['shared', 'extension/protocol'],
    types: commandType,
    instead: 'scan/ and runtime/ know no phone number: pass a callback in, or move the type to the lower folder.',
  },
  {
    places: ['extension/ui/app'],
    may: [...core, 'extension/_locales', 'extension/icons'],
    types: commandType,
    instead: 'ui/app is the floor of the views: it knows no part that stands on it.',
  },
  {
    places: ['extension/ui/controls', 'extension/ui/numbers', 'extension/ui/visibility'],
    may: view,
    instead: viewInstead,
  },
  {
    places: ['extension/ui/problems'],
    may: [...view, 'extension/ui/controls', 'extension/ui/numbers', 'extension/ui/visibility'],
    instead: viewInstead,
  },
  {
    places: ['extension/ui/calls', 'extension/ui/recordings'],
    may: [...view, 'extension/icons', 'extension/ui/controls', 'extension/ui/numbers', 'extension/ui/visibility', 'extension/ui/problems'],
    instead: viewInstead,
  },
  {
    places: ['extension/ui/setup', 'extension/ui/incoming'],
    may: [
      ...view,
      'extension/ui/controls',
      'extension/ui/numbers',
      'extension/ui/visibility',
      'extension/ui/problems',
      'extension/ui/calls',
      'extension/ui/recordings',
    ],
    instead: viewInstead,
  },
  {
    places: pages,
    may: [...core, 'extension/ui', 'extension/icons'],
    instead: 'Move the part that two pages share to ui/; send a Command for what the background does.',
  },
  {
    places: ['extension/testing'],
    may: [...core],
    instead: 'Test helpers know the core of the extension only, so that every place can use them.',
  },
  {
    places: ['worker'],
    may: ['shared', 'worker'],
    instead: 'The worker never imports the extension: what both sides know stands in shared/.',
  },
  {
    places: ['worker/twilio'],
    may: ['shared'],
    instead: 'worker/twilio knows Twilio and neither Hono nor D1: take the value as a parameter.',
  },
  {
    places: ['worker/http'],
    may: ['shared', 'worker/twilio', 'package.json'],
    instead: 'worker/http is the floor of the worker: pass the resource in, or move the code to the folder of the resource.',
  },
  { places: ['worker/agents'], may: workerBase, instead: workerInstead },
  { places: ['worker/doctor'], may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/limits'], instead: workerInstead },
  { places: ['worker/call-log'], may: [...workerBase, 'worker/agents'], instead: workerInstead },
  { places: ['worker/push'], may: [...workerBase, 'worker/agents', 'worker/call-log'], instead: workerInstead },
  { places: ['worker/recordings'], may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push'], instead: workerInstead },
  { places: ['worker/limits'], may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push'], instead: workerInstead },
  {
    places: ['worker/outbound', 'worker/incoming'],
    may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push', 'worker/limits', 'worker/recordings'],
    instead: workerInstead,
  },
  {
    places: ['worker/in-call'],
    may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push', 'worker/limits', 'worker/recordings', 'worker/outbound'],
    instead: workerInstead,
  },
  {
    places: ['worker/own-phone'],
    may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push', 'worker/limits', 'worker/recordings', 'worker/outbound'],
    instead: workerInstead,
  },
  {
    places: ['worker/log-api'],
    may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/push', 'worker/recordings', 'worker/own-phone', 'worker/in-call'],
    instead: workerInstead,
  },
  {
    places: ['worker/admin'],
    may: [...workerBase, 'worker/agents', 'worker/call-log', 'worker/limits', 'worker/doctor'],
    instead: workerInstead,
  },
  {
    places: ['worker/testing'],
    may: ['shared', 'worker'],
    instead: 'Test helpers of the worker know the worker and shared/ only.',
  },
  {
    places: ['twilio-local'],
    may: [],
    instead:
      'twilio-local/ imports nothing of ours, so that a mistake on our side cannot cancel itself out. Write the Twilio side from its documents.',
  },
  { places: ['demo-crm'], may: [], instead: 'The demo CRM is a foreign web page: it knows nothing of Hatif.' },
  {
    places: ['e2e'],
    may: ['e2e', 'scripts', 'shared', 'extension/state/app-state.ts', 'worker/wrangler.jsonc', 'worker/twilio/call-cost.ts'],
    types: ['extension/protocol', 'extension/state', ...commandType],
    instead: 'End-to-end tests drive the shipped build: act on the screen, and read the app state through the harness.',
  },
  {
    places: ['bench'],
    may: ['bench', 'e2e/harness', 'scripts', 'shared', 'extension/content', ...probePolicy],
    types: ['extension/protocol', 'extension/state', 'extension/offscreen/registration-events.ts'],
    instead: 'Measure the shipped build through e2e/harness. Parts of the content script, and pure policies, may be measured directly.',
  },
  ...scriptBorders,
  {
    places: ['vite.config.ts', 'manifest.config.ts'],
    may: ['manifest.config.ts', 'extension/protocol', 'package.json'],
    instead: 'Keep the build free of product code.',
  },
];
