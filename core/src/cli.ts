import { buffer } from 'node:stream/consumers';
import type { Plugin, Terminal } from '@reglament/sdk';
import { ConfigError, readConfig } from './config.ts';
import type { Database } from './db.ts';
import type { FindKind } from './definition/lint/known.ts';
import { Refusal } from './errors.ts';
import { StartProblem } from './start-problem.ts';

/** 0 – well, 1 – something was found, 2 – wrong call, or the command could not be carried out. */
type ExitCode = 0 | 1 | 2;

interface Command {
  readonly summary: string;
  run(args: readonly string[]): Promise<ExitCode>;
}

const commands: Readonly<Record<string, Command>> = {
  definitions: {
    summary: 'проверить, загрузить и выгрузить определения услуг: lint, test, diff, import, export',
    run: runDefinitions,
  },
  'request-type': { summary: 'виды запросов по файлам поставщика: draft', run: runRequestType },
  regulation: { summary: 'услуга текстом для юриста, PDF или DOCX', run: runRegulation },
  journal: { summary: 'проверить и опечатать журнал: verify, seal', run: runJournal },
  backup: { summary: 'сохранить всё в один архив', run: runBackup },
  restore: { summary: 'восстановить из архива на пустое место', run: runRestore },
  user: { summary: 'сотрудники: first, add, password, snils, unlock', run: runUser },
  plugin: { summary: 'модули других систем: new, test, emulator', run: runPlugin },
  token: { summary: 'токены программ: add, list, revoke', run: runToken },
};

/** `reglament …` without the program's name. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const [name = '--help', ...rest] = args;
  if (name === '--help') {
    const lines = Object.entries(commands).map(
      ([command, { summary }]) => `  reglament ${command.padEnd(14)}${summary}`,
    );
    const own = (await shippedPlugins())
      .filter(({ commands }) => commands)
      .map(({ id, title }) => {
        return `  reglament ${id.padEnd(14)}${typeof title === 'string' ? title : title.ru}: команды модуля`;
      });
    console.log(['Команды «Регламента»:', ...lines, ...own, '', 'Подробнее: reglament <команда> --help'].join('\n'));
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : await findPluginCommands(name);
    if (command) return await command.run(rest);
    console.error(`Команды «${name}» нет. Есть: ${Object.keys(commands).join(', ')}. Подробнее: reglament --help`);
    return 2;
  } catch (error) {
    const isTold = error instanceof StartProblem || error instanceof ConfigError || error instanceof Refusal;
    // A fault of ours is no finding, so it must not end with 1 either.
    console.error(isTold ? error.message : error);
    return 2;
  }
}

/** Every command brings its own part of the system and no other. */
const shippedPlugins = async (): Promise<readonly Plugin[]> => (await import('@reglament/plugins')).plugins;

async function installedPlugins(): Promise<readonly Plugin[]> {
  const { loadPlugins } = await import('./plugins.ts');
  return loadPlugins(await shippedPlugins(), readConfig().plugins);
}

/** What the installed plugins say of the kinds that are asked. */
async function installedKinds(): Promise<FindKind> {
  const { kindOfType } = await import('./connection/plugin-kind.ts');
  const plugins = await installedPlugins();
  const pluginOf = (id: string) => plugins.find((one) => one.id === id);
  return (type) => kindOfType(pluginOf(type.plugin), type);
}

async function runDefinitions(args: readonly string[]): Promise<ExitCode> {
  const { definitionCommands } = await import('./definition/cli.ts');
  const findKind = await installedKinds();
  return definitionCommands(args, {
    ...output,
    folder: readConfig().definitionsDir,
    findKind,
    open: async () => {
      const { openDefinitionStore } = await import('./definition/store.ts');
      const { database, close } = await openHere();
      return { database, definitions: await openDefinitionStore(database), connections: { findKind }, close };
    },
  });
}

async function runRegulation(args: readonly string[]): Promise<ExitCode> {
  const { regulationCli, regulationUsage } = await import('./regulation/cli.ts');
  if (args.includes('--help')) return help(regulationUsage);
  const findKind = await installedKinds();
  const { database, close } = await openHere();
  try {
    const { openDefinitionStore } = await import('./definition/store.ts');
    const definitions = await openDefinitionStore(database);
    return await regulationCli(args, { database, definitions, connections: { findKind } }, output);
  } finally {
    await close();
  }
}

async function runRequestType(args: readonly string[]): Promise<ExitCode> {
  const { requestTypeCli } = await import('./definition/request-type-cli.ts');
  return requestTypeCli(args, { ...output, plugins: await installedPlugins() });
}

/** A plugin's own commands, by the plugin's name: of a shipped one, or of a package that the settings name. */
async function findPluginCommands(name: string): Promise<Pick<Command, 'run'> | undefined> {
  const found = (await findShipped(name)) ?? (await findNamed(name));
  if (found?.commands === undefined) return undefined;
  const { pluginCommand } = await import('./plugin/plugin-command.ts');
  return { run: (args) => pluginCommand(found, args, terminal()) };
}

/** Without the others. */
async function findShipped(name: string): Promise<Plugin | undefined> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return undefined;
  try {
    const { plugin } = await import(`@reglament/plugins/${name}`);
    return plugin;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Of the plugin itself, not of what it imports.
    if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`/${name}/index.ts`)) return undefined;
    throw error;
  }
}

async function findNamed(name: string): Promise<Plugin | undefined> {
  if (!readConfig().plugins.includes(name)) return undefined;
  const { loadPlugins } = await import('./plugins.ts');
  const [plugin] = await loadPlugins([], [name]);
  return plugin;
}

function terminal(): Terminal {
  return {
    ...output,
    write: (content) => void process.stdout.write(content),
    readInput: async () => new Uint8Array(await buffer(process.stdin)),
    stop: stopSignal(),
  };
}

function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

async function runPlugin(args: readonly string[]): Promise<ExitCode> {
  const { pluginCommands } = await import('./plugin/cli.ts');
  return pluginCommands(args, {
    ...output,
    shipped: await shippedPlugins(),
    shippedSamples: async (id) => (await import(`@reglament/plugins/${id}/kit`)).kit,
    stop: stopSignal(),
  });
}

async function runJournal(args: readonly string[]): Promise<ExitCode> {
  const { journalCli, journalUsage } = await import('./journal/cli.ts');
  if (args.includes('--help')) return help(journalUsage);
  const config = readConfig();
  const { database, close } = await openHere();
  try {
    const { sealKey } = await import('./journal/seal.ts');
    const { seals } = await storageOf(config);
    return await journalCli(args, { database, seals, key: sealKey(config.secretKey) }, new Date());
  } finally {
    await close();
  }
}

async function runUser(args: readonly string[]): Promise<ExitCode> {
  const { userCli, userUsage } = await import('./organisation/cli.ts');
  if (args.includes('--help')) return help(userUsage);
  const { database, close } = await openHere();
  try {
    return await userCli(args, database, output);
  } finally {
    await close();
  }
}

async function runToken(args: readonly string[]): Promise<ExitCode> {
  const { tokenCli, tokenUsage } = await import('./token/cli.ts');
  if (args.includes('--help')) return help(tokenUsage);
  const { database, close } = await openHere();
  try {
    const { openDefinitionStore } = await import('./definition/store.ts');
    const definitions = await openDefinitionStore(database);
    return await tokenCli(args, { database, definitions, now: new Date() }, output);
  } finally {
    await close();
  }
}

async function runBackup(args: readonly string[]): Promise<ExitCode> {
  const { backupCli, backupUsage, readBackupCall } = await import('./backup/cli.ts');
  if (args.includes('--help')) return help(backupUsage);
  const call = readBackupCall(args, { otherKey: false });
  if (call === undefined) return wrongCall(backupUsage);
  const config = readConfig();
  const { database, close } = await openHere();
  try {
    const { archiveKey } = await import('./backup/archive-key.ts');
    const storage = await storageOf(config);
    const deps = { database, storage, key: archiveKey(config.secretKey), now: new Date() };
    return await backupCli(call, deps, output);
  } finally {
    await close();
  }
}

async function runRestore(args: readonly string[]): Promise<ExitCode> {
  const { readBackupCall, restoreCli, restoreUsage } = await import('./backup/cli.ts');
  if (args.includes('--help')) return help(restoreUsage);
  const call = readBackupCall(args, { otherKey: true });
  if (call === undefined) return wrongCall(restoreUsage);
  const config = readConfig();
  const { database, close } = await openPlace();
  try {
    const { archiveKey } = await import('./backup/archive-key.ts');
    const { sealKey } = await import('./journal/seal.ts');
    const { migrations } = await import('../migrations/list.ts');
    const storage = await storageOf(config);
    const { secretKey } = config;
    const keys = { key: archiveKey(secretKey), sealKey: sealKey(secretKey), otherKey: call.otherKey };
    const known = migrations.map(({ name }) => name);
    return await restoreCli(call, { database, storage, migrations: known, ...keys }, output);
  } finally {
    await close();
  }
}

const output = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };

function help(usage: string): 0 {
  console.log(usage);
  return 0;
}

function wrongCall(usage: string): 2 {
  console.error(usage);
  return 2;
}

async function storageOf(config: ReturnType<typeof readConfig>) {
  const { openStorage } = await import('./storage.ts');
  const { createLog } = await import('./log.ts');
  return openStorage(config, createLog('silent'));
}

/** The running server's database, or the embedded one started for this command. */
async function openPlace(): Promise<{ database: Database; close(): Promise<void> }> {
  const { assertAnswers, locateDatabase } = await import('./database/connect.ts');
  const { openDatabase } = await import('./db.ts');
  const { createLog } = await import('./log.ts');
  const log = createLog('silent');
  const located = await locateDatabase(readConfig(), log);
  const database = openDatabase({ url: located.url, poolSize: 2, log });
  const close = async () => {
    await database.close();
    await located.close({ leaveShared: true });
  };
  try {
    await assertAnswers(database);
    return { database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same, with our tables in it. */
async function openHere(): Promise<{ database: Database; close(): Promise<void> }> {
  const { database, close } = await openPlace();
  try {
    const { rows } = await database.execute(`select to_regclass('definition_version') as made`);
    const [found] = rows as { made: string | null }[];
    if (found?.made) return { database, close };
    throw new StartProblem('В базе данных ещё нет таблиц. Сначала запустите сервер: npm start');
  } catch (error) {
    await close();
    throw error;
  }
}
