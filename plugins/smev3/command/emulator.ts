import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin, Terminal } from '@reglament/sdk';
import { type EmulatorControl, openEmulatorControl } from '@reglament/sdk/emulator';
import { configForm } from '../config.ts';
import type { SmevNodeOptions } from '../emulator/emulator.ts';
import { readArguments } from './arguments.ts';
import { WrongCall } from './wrong-call.ts';

/** As the form of a connection asks for them, each to be copied into its field. */
function settingsText(config: unknown): string {
  const { properties } = configForm.schema;
  return Object.entries(config as object)
    .map(
      ([name, value]) =>
        `  ${properties[name]?.title ?? name}: ${String(value)
          .replace(/^(?=.*\n)/, '\n')
          .trimEnd()}`,
    )
    .join('\n');
}

const options = {
  port: { type: 'string' },
  control: { type: 'string' },
  types: { type: 'string', multiple: true },
  route: { type: 'string', multiple: true },
  schemas: { type: 'string' },
  folder: { type: 'string' },
  redeliver: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** @throws WrongCall */
export async function emulatorCommand(args: readonly string[], terminal: Terminal): Promise<0> {
  const { values, file } = readArguments(args, options);
  if (file !== '-') throw new WrongCall(`Лишнее: «${file}»`);
  const settings = {
    ...numberOf('redeliverAfter', values.redeliver, { title: 'Срок повтора', most: 31_536_000 }),
    typeFolders: (values.types ?? []).map(readFolder),
    ...(values.folder === undefined ? {} : { folder: resolve(values.folder) }),
    ...(values.schemas === undefined ? {} : { schemaFolder: fileURLToPath(readFolder(values.schemas)) }),
    routes: Object.fromEntries((values.route ?? []).map(readRoute)),
  };
  const ports = {
    ...numberOf('emulator', values.port, { title: 'Порт', most: 65_534 }),
    ...numberOf('control', values.control, { title: 'Порт', most: 65_535 }),
  };
  const control = await open(settings, ports);
  terminal.out(
    values.json
      ? JSON.stringify({ config: control.config, control: control.url })
      : `Настройки подключения:\n${settingsText(control.config)}\nУправление: ${control.url}/control/… Остановить: Ctrl+C`,
  );
  if (!terminal.stop.aborted) await new Promise((stopped) => terminal.stop.addEventListener('abort', stopped));
  await control.close();
  return 0;
}

async function open(
  settings: Partial<SmevNodeOptions>,
  ports: { emulator?: number; control?: number },
): Promise<EmulatorControl> {
  const { openEmulator } = await import('../emulator/emulator.ts');
  const node: Pick<Plugin, 'id' | 'emulator'> = {
    id: 'smev3',
    emulator: (given) => openEmulator({ ...given, ...settings }),
  };
  try {
    return await openEmulatorControl(node, ports);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isBusy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new WrongCall(isBusy ? 'Порт занят: назовите другой' : error.message);
  }
}

function numberOf<Name extends string>(
  name: Name,
  text: string | undefined,
  { title, most }: { title: string; most: number },
): Partial<Record<Name, number>> {
  if (text === undefined) return {};
  const number = Number(text);
  if (text === '' || !Number.isInteger(number) || number < 0 || number > most) {
    throw new WrongCall(`${title} – целое число от 0 до ${most}, а не «${text}»`);
  }
  return { [name]: number } as Partial<Record<Name, number>>;
}

function readFolder(folder: string): URL {
  if (!existsSync(folder)) throw new WrongCall(`${folder}: папки нет`);
  return pathToFileURL(`${resolve(folder)}/`);
}

function readRoute(text: string): [string, string] {
  const [, namespace, ogrn] = /^(.+)=(\d{13})$/.exec(text) ?? [];
  if (namespace === undefined || ogrn === undefined) {
    throw new WrongCall(`Нужно «пространство имён=ОГРН», тринадцать цифр, а не «${text}»`);
  }
  return [namespace, ogrn];
}
