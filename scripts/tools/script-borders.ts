/** Which folder of scripts/ may import which: a part of the table in `import-borders.ts`. */
import type { Border } from './border.ts';

export const scriptBorders: Border[] = [
  {
    places: ['scripts'],
    may: ['scripts', 'shared'],
    instead: 'A verb at the root of scripts/ builds on product/, browser/, assets/ and tools/.',
  },
  {
    places: ['scripts/assets'],
    may: ['scripts/product', 'scripts/browser', 'scripts/tools', 'e2e/harness'],
    instead: 'scripts/assets draws files for the repository with the product as it is; it holds no part of it.',
  },
  {
    places: ['scripts/product'],
    may: ['shared', 'scripts/browser', 'scripts/setup', 'scripts/tools', 'twilio-local/main.ts'],
    instead: 'scripts/product starts the parts of the product as programs: it imports none of their code.',
  },
  {
    places: ['scripts/doctor'],
    may: ['shared', 'scripts/product', 'scripts/browser', 'scripts/tools'],
    instead: 'scripts/doctor examines from outside: what it needs of Twilio, the backend reads (worker/doctor).',
  },
  {
    places: ['scripts/setup'],
    may: ['shared', 'scripts/product', 'scripts/tools'],
    instead: 'scripts/setup changes accounts over their APIs: it imports none of the code that it deploys.',
  },
  {
    places: ['scripts/setup/testing'],
    may: ['scripts/setup', 'scripts/product', 'scripts/browser', 'scripts/tools', 'twilio-local/main.ts'],
    instead: 'Test helpers of the setup know the setup and the local Twilio.',
  },
  {
    places: ['scripts/browser'],
    may: ['scripts/tools'],
    types: ['scripts/product'],
    instead: 'scripts/browser knows Chromium: pass in what the product knows.',
  },
  { places: ['scripts/tools'], may: [], instead: 'scripts/tools knows nothing of the product: take the value as a parameter.' },
];
