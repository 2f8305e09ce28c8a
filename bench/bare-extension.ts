/** The extension that runs one content script and nothing else: what any extension costs. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @returns its folder, which the caller removes. */
export function writeBareExtension(script: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bare-'));
  const content = { matches: ['<all_urls>'], js: ['main.js'], run_at: 'document_start' };
  const manifest = { manifest_version: 3, name: 'bare', version: '1', content_scripts: [content] };
  writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(dir, 'main.js'), script);
  return dir;
}
