import { spawn } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the person at the console must know; shown without a stack. */
export class Problem extends Error {}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const at = (...parts) => join(root, ...parts);
export const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
export const logFile = join(dataDir, 'server.log');
export const INTERFACES = ['runtime-ui', 'admin-ui'];

/** Node keeps here what it has made of the sources: stripping types and compiling is most of a start. */
export const codeCache = at('node_modules/.cache/reglament-code');

export const say = (text) => process.stdout.write(text);

const children = new Set();

/** Ends everything that `run` has started, and waits for it. */
export async function stopChildren() {
  const ends = [...children].map((child) => new Promise((done) => child.once('close', done)));
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(ends);
}

/** Output goes through, or with `quiet` is kept and returned, without colours. */
export function run(command, args, { quiet = false, cwd = root, env = process.env } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env: quiet ? { ...env, NO_COLOR: '1', FORCE_COLOR: undefined } : env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => done({ code: -1, output: error.message }));
    child.once('close', (code) => {
      children.delete(child);
      done({ code: code ?? -1, output });
    });
  });
}

export const withTools = (env) => ({ ...env, PATH: [at('node_modules/.bin'), env.PATH ?? ''].join(delimiter) });
export const tool = (name) =>
  at(
    'node_modules',
    {
      tsc: 'typescript/bin/tsc',
      biome: '@biomejs/biome/bin/biome',
      knip: 'knip/bin/knip.js',
      vite: 'vite/bin/vite.js',
      vitest: 'vitest/vitest.mjs',
    }[name],
  );
export const seconds = (began) => `${Math.max(1, Math.round((Date.now() - began) / 1000))} с`;

export async function step(title, work) {
  say(`  ${title}… `);
  say(`${await work()}\n`);
}
