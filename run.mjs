#!/usr/bin/env node
// One entrance for npm start, build, dev, test, soak, forms, check, bench and generate. Nothing but Node ≥ 20 and npm is needed, so
// neither this file nor run/ imports a package.
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { checks, generate, runTests } from './run/check.mjs';
import { prepareEngine } from './run/gost-engine.mjs';
import { findNode, install } from './run/install.mjs';
import { buildInterfaces, present } from './run/interfaces.mjs';
import { checkPort, takeLock } from './run/lock.mjs';
import { at, Problem, run, say, step, stopChildren, tool, withTools } from './run/process.mjs';
import { supervise } from './run/supervise.mjs';

async function start() {
  say('«Регламент»: запуск\n');
  await takeLock();
  await checkPort();
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  const engine = prepareEngine(node);
  await step('ГОСТ', () => engine.told);
  process.exitCode = await supervise(node, engine.flags);
}

/** What a server that a service manager starts needs on the disk beforehand: nothing is tested. */
async function build() {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  return 0;
}

/** The server starts again and the page reloads when a file changes. The pages come from vite, so the strict content policy is off here. */
async function dev() {
  await takeLock();
  await checkPort();
  await step('Зависимости', install);
  const node = findNode();
  const env = withTools({
    ...process.env,
    DEV_ORIGIN: 'http://localhost:5173',
    CHECK_RESPONSES: '1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'debug',
  });
  say(
    `\nСтраницы с перезагрузкой: http://localhost:5173 (сервер – порт ${process.env.PORT ?? 8080}). Остановить: Ctrl+C\n\n`,
  );
  const server = run(
    node,
    [...prepareEngine(node).flags, '--watch', '--watch-preserve-output', at('core/src/main.ts')],
    { env },
  );
  const pages = present().map((name, index) =>
    run(node, [tool('vite'), '--strictPort', '--port', `${5173 + index}`], { env, cwd: at(name) }),
  );
  await Promise.all([server, ...pages]);
}

async function test(filters, { only } = {}) {
  await step('Зависимости', install);
  const node = findNode();
  const parts = [await checks(node), await runTests(node, only ? [only] : filters)];
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  say(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** The tests under faults in their full size, from a seed of its own: SEED=… repeats one. */
async function soak(filters) {
  await step('Зависимости', install);
  process.env.SOAK = '1';
  process.env.SEED ??= String(randomInt(1_000_000_000));
  say(`\nSEED=${process.env.SEED}\n`);
  const { passed, failed } = await runTests(findNode(), ['--project', 'faults', ...filters]);
  say(`\n${passed} passed, ${failed} failed (SEED=${process.env.SEED})\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Thousands of generated forms through the browser, from a seed of its own; the first argument is how many. */
async function forms([count = '1000']) {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  process.env.FORMS = count;
  process.env.SEED ??= String(randomInt(1_000_000_000));
  const { passed, failed } = await runTests(node, ['tests/journeys/generated-forms.test.ts']);
  say(`\n${passed} passed, ${failed} failed (SEED=${process.env.SEED})\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Applications in a row without a mouse; the first argument is how many. */
async function day([count = '40']) {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  process.env.APPLICATIONS = count;
  const { passed, failed } = await runTests(node, ['tests/journeys/keyboard-day.test.ts']);
  say(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The tutorial is followed word by word on a fresh start, and its pictures are taken anew. */
async function tutorial() {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  const { passed, failed } = await runTests(node, ['--config', 'tests/vitest.config.ts', 'tests/tutorial']);
  say(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Pictures of every screen that the journeys come to, at both widths; the first argument is the folder. */
async function screenshots([folder = '.screenshots']) {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  process.env.SCREENSHOTS = resolve(folder);
  const journeys = await runTests(node, ['--project', 'journeys']);
  const office = await runTests(node, ['--config', 'tests/vitest.config.ts', 'tests/pictures']);
  const [passed, failed] = [journeys.passed + office.passed, journeys.failed + office.failed];
  say(`\n${passed} passed, ${failed} failed: ${process.env.SCREENSHOTS}\n`);
  return failed === 0 && office.passed > 0 && journeys.passed > 0 ? 0 : 1;
}

async function bench(args) {
  await step('Зависимости', install);
  const node = findNode();
  await step('Интерфейсы', () => buildInterfaces(node));
  return (await run(node, [at('tests/bench/main.ts'), ...args])).code;
}

const commands = {
  start,
  build,
  dev,
  test: (filters) => test(filters),
  soak,
  forms,
  day,
  tutorial,
  screenshots,
  bench,
  check: () => test([], { only: 'tests/repo.test.ts' }),
  generate: async () => {
    await step('Зависимости', install);
    const { code, output } = await generate(findNode());
    say(code === 0 ? 'Созданные файлы обновлены.\n' : output);
    return code;
  },
};

// `npm start` puts its own handlers in place when the server is there to be stopped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    await stopChildren();
    process.exit(name === 'dev' ? 0 : 130);
  });
}

const [name, ...rest] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, name ?? ''))
    throw new Problem(`Команды: ${Object.keys(commands).join(', ')}. Например: npm start`);
  process.exitCode = (await commands[name](rest)) ?? process.exitCode;
} catch (error) {
  process.stderr.write(`\n${error instanceof Problem ? error.message : error.stack}\n`);
  process.exitCode = 1;
  if (name === 'test' || name === 'check') say('\n0 passed, 1 failed\n');
}
