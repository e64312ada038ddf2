import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { plugins as shipped } from '@reglament/plugins';
import type { Logger } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { locateDatabase, prepareSchema } from './database/connect.ts';
import { BrokenDefinitions, loadShipped } from './definition/commands.ts';
import { openDemoEmulators } from './demo/emulators.ts';
import { seedDemo } from './demo/seed.ts';
import { keepEmulators } from './emulator/keeper.ts';
import { openEngine } from './engine.ts';
import { type Lifecycle, startLifecycle, stopped, tell } from './lifecycle.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { loadPlugins } from './plugins.ts';
import { StartProblem } from './start-problem.ts';

/** The order of a start; what was opened is closed in the opposite order, whatever ends the process. */
async function run(lifecycle: Lifecycle): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel).child({ node: config.node });
  const step = stepper(lifecycle, log);
  const plugins = await loadPlugins(shipped, config.plugins);

  const located = await step(
    'База данных',
    () => locateDatabase(config, log),
    ({ description }) => description,
  );
  lifecycle.opened(() => located.close());
  await step('Структура базы', () => prepareSchema(located.url, log));
  const engine = await openEngine({ config, databaseUrl: located.url, clock: () => new Date(), log, plugins });
  lifecycle.opened(() => engine.close());
  const { deps } = engine;
  await step(
    'Определения услуг',
    () => deps.database.alone(() => loadShipped(deps, config.definitionsDir)),
    ({ published }) =>
      published.length > 0
        ? `новых: ${published.length}`
        : 'новых нет; правки файлов принимает reglament definitions import',
  );
  if (config.role !== 'web') await engine.work();
  const demo = config.demo
    ? await step('Демонстрационные данные', () => deps.database.alone(() => seedDemo(deps, config.definitionsDir)))
    : undefined;
  const listening = await step(
    'Сервер',
    () => listen(engine.handle, config),
    ({ port }) => `порт ${port}`,
  );
  lifecycle.opened(async () => {
    const closed = listening.close(() => log.warn('requests were cut off'));
    // Event streams would hold their connections for as long as the browser is open.
    await deps.events.close();
    await closed;
  });
  // One process of several plays the other sides, one of those that also work the queues.
  if (config.emulators && config.role !== 'web') {
    const folder = join(config.dataDir, 'emulators');
    const emulators = await step(
      'Эмуляторы',
      () => (config.demo ? openDemoEmulators(deps, config.definitionsDir, folder) : keepEmulators(deps, { folder })),
      ({ titles }) => titles.join(', ') || 'не нужны',
    );
    lifecycle.opened(() => emulators.close());
  }

  await tell({ ready: { url: config.publicUrl, ...(demo ? { demo } : {}) } });
  log.info({ url: config.publicUrl, role: config.role, plugins: plugins.map(({ id }) => id) }, 'ready');
  // By itself Node keeps it at its end only, and whoever is killed has none.
  flushCompileCache();
  await stopped(lifecycle.stop);
  log.info('stopping');
}

/** Does one step and tells the console; a stop asked for in the middle takes effect before the next one. */
function stepper({ stop }: Lifecycle, log: Logger) {
  return async <T>(
    title: string,
    work: () => Promise<T>,
    result: (value: T) => string = () => 'готово',
  ): Promise<T> => {
    stop.throwIfAborted();
    const value = await work();
    await tell({ step: title, result: result(value) });
    log.info({ result: result(value) }, title);
    return value;
  };
}

function problemOf(error: unknown): string | undefined {
  const told = [StartProblem, ConfigError, BrokenDefinitions];
  return told.some((kind) => error instanceof kind) ? (error as Error).message : undefined;
}

const log = createLog('info');
const lifecycle = startLifecycle((error) => log.error({ err: error }, 'closing failed'));
try {
  await run(lifecycle);
} catch (error) {
  if (!lifecycle.stop.aborted) {
    const problem = problemOf(error);
    if (problem !== undefined) await tell({ problem });
    log.fatal(problem === undefined ? { err: error } : { problem }, 'start failed');
    process.exitCode = 1;
  }
}
await lifecycle.closeAll();
// Nothing is left to wait for but the channel to the runner, and what a failed opening may have left behind.
process.exit();
