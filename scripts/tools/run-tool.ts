/** Runs the command-line tool of an installed package with this Node. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

export type ToolResult = { code: number; output: string };

/** The JavaScript file behind `node_modules/.bin/TOOL`; `.bin` itself holds shell files on Windows. */
export function toolFile(packageName: string, tool: string): string {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[tool];
  if (!file) throw new Error(`the package ${packageName} has no command '${tool}'`);
  return path.join(folder, file);
}

/**
 * Runs a tool from the repository's root.
 * @param how `show`: the output is inherited; `collect`: it is returned.
 * @returns the exit code (1 after a signal) and, when collected, stdout and stderr in the order of their arrival.
 */
export function runTool(
  packageName: string,
  tool: string,
  args: string[],
  how: 'show' | 'collect',
  env: Record<string, string> = {},
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [toolFile(packageName, tool), ...args], {
      cwd: root,
      stdio: how === 'show' ? ['inherit', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
