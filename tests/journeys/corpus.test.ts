import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';

const entry = 'virtual:corpus';
const source = `
  import { interpret } from '${join(import.meta.dirname, '../cases/interpreter.ts')}';
  import { runCases } from '${join(import.meta.dirname, '../cases/run-cases.ts')}';
  document.body.textContent = JSON.stringify(runCases(interpret));
`;

let server: Server;
beforeAll(async () => {
  const script = await bundle();
  server = createServer((request, answer) => {
    const isScript = request.url === '/corpus.js';
    // The very policy that the product has for scripts: nothing may be evaluated.
    answer.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'");
    answer.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(isScript ? script : '<!doctype html><body><script type="module" src="/corpus.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

/** The corpus as a browser gets it: through the bundler of the interfaces. */
async function bundle(): Promise<string> {
  const virtual = {
    name: 'corpus',
    resolveId: (id: string) => (id === entry ? id : undefined),
    load: (id: string) => (id === entry ? source : undefined),
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    plugins: [virtual],
    build: { write: false, rollupOptions: { input: entry } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput;
  return output[0].code;
}

test('правила, формы, сроки и процесс дают в браузере то же, что на сервере', async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => document.body.textContent?.includes('passed'));
  const result: { passed: number; failures: string[] } = JSON.parse((await page.textContent('body')) ?? '{}');
  await browser.close();
  expect(result.failures).toEqual([]);
  expect(result.passed).toBeGreaterThan(400);
});
