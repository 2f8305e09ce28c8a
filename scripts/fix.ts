/** `npm run fix`: mends what the linter can mend, then formats. Takes paths; all of the repository without. */
import { runTool } from './tools/run-tool.ts';

const paths = process.argv.slice(2);
const linted = await runTool('oxlint', 'oxlint', ['--type-aware', '--fix', ...paths], 'show');
const formatted = await runTool('oxfmt', 'oxfmt', paths, 'show');
process.exitCode = linted.code || formatted.code;
