/** `npm run wrangler -- …`: Cloudflare's command line, of the version that the product is tested with. */
import { runTool } from './tools/run-tool.ts';

const { code } = await runTool('wrangler', 'wrangler', process.argv.slice(2), 'show');
process.exitCode = code;
