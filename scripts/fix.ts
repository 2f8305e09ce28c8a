/** `npm run fix`: fixes lint errors where oxlint can, then formats. Takes paths; without any, the whole repository. */
import { runTool } from './tools/run-tool.ts';

const paths = process.argv.slice(2);
const linted = await runTool('oxlint', 'oxlint', ['--type-aware', '--fix', ...paths], 'show');
const formatted = await runTool('oxfmt', 'oxfmt', paths, 'show');
process.exitCode = linted.code || formatted.code;
