import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plugin } from '@reglament/sdk';
import { openEmulatorControl } from '@reglament/sdk/emulator';
import { type KitResult, type KitSamples, runKit } from '@reglament/sdk/kit';
import { loadPlugins, PACKAGE_NAME } from '../plugins.ts';
import { FolderNotEmpty, writeNewPackage } from './new-package.ts';

export interface PluginCliContext {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly shipped: readonly Plugin[];
  /** What a shipped plugin says for the kit. */
  readonly shippedSamples: (id: string) => Promise<KitSamples>;
  /** Ends what runs until somebody stops it. */
  readonly stop: AbortSignal;
}

/** 0: done; 1: the plugin does not keep a promise; 2: the call itself is wrong. */
type ExitCode = 0 | 1 | 2;

const usage = `reglament plugin – модули, которые подключают другие системы

  reglament plugin new <имя пакета> [папка]   создать пакет модуля, который проходит набор проверок
  reglament plugin test <пакет>               проверить установленный пакет или поставляемый модуль по договору
  reglament plugin emulator <пакет>           запустить другую сторону и напечатать настройки подключения к ней

  --title текст     new: название для людей
  --port число      emulator: порт другой стороны
  --control число   emulator: порт управления (/control/play, /control/effects)
  --json            ответ в виде JSON
  --help            эта справка

Код завершения: 0 – сделано, 1 – модуль нарушает договор, 2 – неверный вызов.`;

const options = {
  title: { type: 'string' },
  port: { type: 'string' },
  control: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Flags {
  readonly title?: string | undefined;
  readonly port?: string | undefined;
  readonly control?: string | undefined;
  readonly json: boolean;
}

interface Call {
  readonly name: string;
  readonly folder: string | undefined;
  readonly flags: Flags;
  readonly context: PluginCliContext;
}

const commands: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  new: newPackage,
  test: testPackage,
  emulator: runEmulator,
};

/** `reglament plugin …`: arguments after `plugin` → exit code. @throws StartProblem for a package that does not load */
export async function pluginCommands(args: readonly string[], context: PluginCliContext): Promise<ExitCode> {
  const parsed = parse(args);
  if (parsed === undefined) return wrongCall(context, 'Неизвестный ключ.');
  const { values, positionals } = parsed;
  if (values.help) {
    context.out(usage);
    return 0;
  }
  const [action = '', name, folder, ...rest] = positionals;
  const command = Object.hasOwn(commands, action) ? commands[action] : undefined;
  if (command === undefined) return wrongCall(context, `Неизвестная команда «${positionals.join(' ')}».`);
  if (name === undefined || rest.length > 0 || (folder !== undefined && action !== 'new')) {
    return wrongCall(context, 'Назовите один пакет.');
  }
  return command({ name, folder, flags: values, context });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

function wrongCall({ err }: PluginCliContext, reason: string): ExitCode {
  err(`${reason}\n\n${usage}`);
  return 2;
}

async function newPackage({ name, folder, flags, context }: Call): Promise<ExitCode> {
  if (!PACKAGE_NAME.test(name)) {
    return wrongCall(
      context,
      `«${name}» – не имя пакета npm: строчные латинские буквы, цифры, дефис, как @example/registry.`,
    );
  }
  const path = resolve(folder ?? basename(name));
  try {
    const files = await writeNewPackage({ name, title: flags.title ?? `Модуль ${name}`, folder: path });
    const next = [`cd ${path}`, 'npm install', 'npm test'];
    context.out(
      flags.json
        ? JSON.stringify({ folder: path, files, next }, null, 2)
        : [`Создан пакет ${name}: ${path}`, 'Дальше:', ...next.map((line) => `  ${line}`)].join('\n'),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof FolderNotEmpty)) throw error;
    context.err(error.message);
    return 2;
  }
}

async function findPlugin({ name, context }: Call): Promise<{ plugin: Plugin; samples: KitSamples }> {
  const shipped = context.shipped.find(({ id }) => id === name);
  if (shipped) return { plugin: shipped, samples: await context.shippedSamples(name) };
  const [plugin] = await loadPlugins([], [name]);
  return { plugin: plugin as Plugin, samples: await outsideSamples(name) };
}

/** The door `./kit` of a package; a package without it has nothing to say. */
async function outsideSamples(name: string): Promise<KitSamples> {
  try {
    return (await import(`${name}/kit`)).kit ?? {};
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || code === 'ERR_MODULE_NOT_FOUND') return {};
    throw error;
  }
}

async function testPackage(call: Call): Promise<ExitCode> {
  const { plugin, samples } = await findPlugin(call);
  const { context, flags } = call;
  const results: KitResult[] = [];
  for await (const result of runKit(plugin, samples)) {
    results.push(result);
    if (flags.json) continue;
    const { title, error } = result;
    context.out(error === undefined ? `  ✓ ${title}` : `  ✗ ${title}\n      ${error.replaceAll('\n', '\n      ')}`);
  }
  const failed = results.filter(({ error }) => error !== undefined).length;
  const passed = results.length - failed;
  if (flags.json) context.out(JSON.stringify({ plugin: plugin.id, passed, failed, results }, null, 2));
  else context.out(`${plugin.id}: выполнено ${passed}, нарушено ${failed}`);
  if (!plugin.emulator) context.err('У модуля нет эмулятора: проверено только то, что видно без другой стороны.');
  return failed === 0 ? 0 : 1;
}

async function runEmulator(call: Call): Promise<ExitCode> {
  const { plugin } = await findPlugin(call);
  const { context, flags } = call;
  if (!plugin.emulator) {
    context.err(`У модуля «${plugin.id}» нет эмулятора.`);
    return 2;
  }
  const ports = { ...portOf('emulator', flags.port), ...portOf('control', flags.control) };
  if (Object.values(ports).some((port) => !Number.isInteger(port) || port < 0 || port > 65_535)) {
    return wrongCall(context, 'Порт – целое число от 0 до 65535.');
  }
  const control = await openEmulatorControl(plugin, ports);
  const told = { config: control.config, control: control.url };
  context.out(
    flags.json
      ? JSON.stringify(told)
      : `Настройки подключения: ${JSON.stringify(control.config)}\nУправление: ${control.url}/control/… Остановить: Ctrl+C`,
  );
  if (!context.stop.aborted) await new Promise((stopped) => context.stop.addEventListener('abort', stopped));
  await control.close();
  return 0;
}

const portOf = (name: string, text: string | undefined) => (text === undefined ? {} : { [name]: Number(text) });
