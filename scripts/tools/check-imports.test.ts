import { describe, expect, test } from 'vitest';
import { type Import, importsOf, objectionTo } from './check-imports.ts';

const importOf = (from: string, to: string, more: Partial<Import> = {}): Import => ({ from, to, is: 'file', typeOnly: false, ...more });

describe('an import is found', () => {
  const from = 'extension/card/card.tsx';
  test.each([
    ["import { a } from '../state/settings.ts';", importOf(from, 'extension/state/settings.ts')],
    ["import {\n  a,\n  type B,\n} from '../../shared/api.ts';", importOf(from, 'shared/api.ts')],
    ["import type { A } from '../../shared/api.ts';", importOf(from, 'shared/api.ts', { typeOnly: true })],
    ["import { type A, type B } from './face.ts';", importOf(from, 'extension/card/face.ts', { typeOnly: true })],
    ["import './card.css';", importOf(from, 'extension/card/card.css')],
    ["export * from './face.ts';", importOf(from, 'extension/card/face.ts')],
    ["const page = await import('./face.ts');", importOf(from, 'extension/card/face.ts')],
    ["type Page = typeof import('./face.ts');", importOf(from, 'extension/card/face.ts', { typeOnly: true })],
    ["import script from '../content/card-script.ts?script';", importOf(from, 'extension/content/card-script.ts')],
    ["import * as z from 'zod/mini';", importOf(from, 'zod/mini', { is: 'package' })],
  ])('%s', (text, expected) => {
    expect(importsOf(from, text)).toEqual([expected]);
  });

  test('text that only looks like an import is none', () => {
    expect(importsOf(from, "const text = 'from';\n// import { a } from './b.ts';\n")).toEqual([]);
  });
});

describe('an import over a border is refused', () => {
  test.each([
    importOf('shared/call.ts', 'extension/state/app-state.ts'),
    importOf('extension/state/app-state.ts', 'extension/background/engine-events.ts'),
    importOf('extension/popup/dial-pad/idle.tsx', 'extension/card/card-state.ts'),
    importOf('extension/popup/dial-pad/idle.tsx', 'extension/background/line/engine.ts', { typeOnly: true }),
    importOf('extension/state/app-state.ts', 'extension/protocol/engine-events.ts'),
    importOf('extension/content/main.ts', 'extension/ui/app/text.ts'),
    importOf('extension/ui/app/text.ts', 'extension/ui/calls/call-label.ts'),
    importOf('extension/background/line/token.ts', 'extension/background/calls/place-call.ts'),
    importOf('extension/content/numbers/marks.ts', 'extension/content/card/overlay.ts'),
    importOf('extension/worker-client.ts', 'worker/http/settings.ts', { typeOnly: true }),
    importOf('extension/ui/app/send-command.ts', 'extension/background/commands.ts'),
    importOf('extension/popup/dial-pad/idle.tsx', 'extension/background/commands.ts', { typeOnly: true }),
    importOf('worker/main.ts', 'extension/protocol/queries.ts', { typeOnly: true }),
    importOf('worker/call-log/call-log.ts', 'worker/outbound/dial-rules.ts'),
    importOf('worker/twilio/twiml.ts', 'worker/http/settings.ts'),
    importOf('twilio-local/calls/call.ts', 'shared/call.ts', { typeOnly: true }),
    importOf('twilio-local/calls/call.test.ts', 'shared/call.ts'),
    importOf('extension/popup/main.tsx', '@twilio/voice-sdk', { is: 'package' }),
    importOf('extension/popup/main.tsx', 'webextension-polyfill', { is: 'package' }),
    importOf('extension/popup/main.tsx', 'webextension-polyfill', { is: 'package', typeOnly: true }),
    importOf('extension/offscreen/main.ts', 'hono/client', { is: 'package' }),
    importOf('worker/outbound/dial-rules.ts', 'twilio', { is: 'package' }),
    importOf('shared/call.ts', 'node:fs', { is: 'package' }),
    importOf('shared/call.ts', 'left-pad', { is: 'package' }),
    importOf('new-folder/main.ts', 'shared/call.ts'),
  ])('$from may not import $to', (found) => {
    expect(objectionTo(found)).toContain(`${found.from} imports`);
  });

  test('the message teaches the way to the same end', () => {
    const found = importOf('extension/popup/main.tsx', '@twilio/voice-sdk', { is: 'package' });
    expect(objectionTo(found)).toContain('Send an EngineCommand to the offscreen page');
  });
});

describe('an import inside the borders is allowed', () => {
  test.each([
    importOf('extension/popup/dial-pad/idle.tsx', 'extension/ui/calls/call-label.ts'),
    importOf('extension/state/app-state.ts', 'extension/protocol/engine-events.ts', { typeOnly: true }),
    importOf('extension/content/main.ts', 'extension/content/card/card-frame.ts'),
    importOf('extension/background/calls/place-call.ts', 'extension/background/line/engine.ts'),
    importOf('extension/background/calls/settle-call.test.ts', 'extension/testing/fake-browser.ts'),
    importOf('extension/worker-client.test.ts', 'extension/worker-client.ts'),
    importOf('extension/offscreen/device.ts', '@twilio/voice-sdk', { is: 'package' }),
    importOf('extension/browser.ts', 'webextension-polyfill', { is: 'package' }),
    importOf('shared/call.test.ts', 'fast-check', { is: 'package' }),
    importOf('worker/main.ts', 'worker/agents/token.ts'),
    importOf('worker/main.ts', 'hono', { is: 'package' }),
  ])('$from may import $to', (found) => {
    expect(objectionTo(found)).toBeNull();
  });
});
