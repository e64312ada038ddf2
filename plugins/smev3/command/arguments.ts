import { readFile } from 'node:fs/promises';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Terminal } from '@reglament/sdk';
import { WrongCall } from './wrong-call.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and the one file; «-» or nothing is the standard input. @throws WrongCall */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  const { values, positionals } = parse(args, options);
  const [file = '-', ...more] = positionals;
  if (more.length > 0) throw new WrongCall(`Назовите один файл, а названо ${positionals.length}`);
  return { values, file };
}

function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const name = /'(-[^' ]*)/.exec(String(error))?.[1] ?? '';
    const isUnknown = (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new WrongCall(isUnknown ? `Неизвестный ключ «${name}»` : `У ключа «${name}» нет значения, или оно лишнее`);
  }
}

/** @throws WrongCall */
export async function readSource(file: string, terminal: Terminal): Promise<Uint8Array> {
  return file === '-' ? terminal.readInput() : readGiven(file);
}

/** @throws WrongCall */
export async function readGiven(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'файла нет',
      EISDIR: 'это папка',
      EACCES: 'нет прав на чтение',
    };
    throw new WrongCall(`${file}: ${reasons[code ?? ''] ?? `не читается (${code})`}`);
  }
}
