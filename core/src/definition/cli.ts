import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { changeLines, lineOf, summary, trialLines } from './cli-lines.ts';
import { BreakingChanges, BrokenDefinitions, type DefinitionDeps, exportAll, importFolder } from './commands.ts';
import { type Difference, findDifferences } from './impact.ts';
import type { FindKind } from './lint/known.ts';
import { type LoadedFile, loadFolder } from './load.ts';
import { folderSources, trialsOf } from './trials.ts';

export interface CliContext {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** The folder meant when none is named. */
  readonly folder: string;
  /** What the plugins of this installation say of the kinds that are asked. */
  readonly findKind?: FindKind;
  /** Opens the database and the store of definitions; only what compares, reads or publishes versions asks for it. */
  readonly open: () => Promise<DefinitionDeps & { close(): Promise<void> }>;
}

/** 0: done; 1: found something; 2: the call itself is wrong. */
export type ExitCode = 0 | 1 | 2;

const help = `reglament definitions – определения услуг, процессов, справочников, календарей и рабочих мест

  reglament definitions lint [папка]     проверить файлы; код 1, если есть ошибки
  reglament definitions test [код…]      выполнить проверки услуг; код 1, если какая-то не прошла
  reglament definitions diff [папка]     чем файлы отличаются от действующих версий; код 1, если изменения несовместимы
  reglament definitions import [папка]   опубликовать файлы, текст которых отличается от действующей версии
  reglament definitions export папка     записать действующие версии в файлы

  --json            ответ в виде JSON
  --folder папка    test: откуда взять определения
  --strict          lint: код 1 и при предупреждениях
  --against published  lint: и показать изменения против действующих версий, как diff
  --accept-breaking import: опубликовать, хотя изменения задевают черновики и открытые заявки
  --author логин    import: кто публикует
  --comment текст   import: пояснение к версии
  --help            эта справка

Код завершения: 0 – сделано, 1 – найдены ошибки, 2 – неверный вызов.`;

const options = {
  json: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  folder: { type: 'string' },
  against: { type: 'string' },
  'accept-breaking': { type: 'boolean', default: false },
  author: { type: 'string' },
  comment: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

interface Flags {
  readonly json: boolean;
  readonly strict: boolean;
  readonly folder?: string | undefined;
  readonly against?: string | undefined;
  readonly 'accept-breaking': boolean;
  readonly author?: string | undefined;
  readonly comment?: string | undefined;
}

interface Call {
  readonly folder: string | undefined;
  /** Every word after the command's name. */
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly context: CliContext;
}

const commands: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  lint,
  test,
  diff,
  import: importFiles,
  export: exportFiles,
};

/** `reglament definitions …`: arguments after `definitions` → exit code. */
export async function definitionCommands(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const parsed = parse(args);
  if (parsed === undefined) return wrongCall(context, 'Неизвестный ключ.');
  const { values, positionals } = parsed;
  const [name = '', ...words] = positionals;
  const [folder, ...rest] = words;
  if (values.help) {
    context.out(help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || (rest.length > 0 && name !== 'test'))
    return wrongCall(context, `Неизвестная команда «${positionals.join(' ')}».`);
  try {
    return await command({ folder, words, flags: values, context });
  } catch (reason) {
    if (!isFileFailure(reason)) throw reason;
    context.err(`${reason.path}: файл или папка не читается или не пишется (${reason.code}). Проверьте путь и права.`);
    return 2;
  }
}

function isFileFailure(reason: unknown): reason is NodeJS.ErrnoException {
  return reason instanceof Error && 'code' in reason && 'path' in reason;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

function wrongCall({ err }: CliContext, reason: string): ExitCode {
  err(`${reason}\n\n${help}`);
  return 2;
}

async function lint({ folder, flags, context }: Call): Promise<ExitCode> {
  if (flags.against !== undefined && flags.against !== 'published')
    return wrongCall(
      context,
      `Сравнивать можно с действующими версиями: --against published, а не «${flags.against}».`,
    );
  const path = resolve(folder ?? context.folder);
  const { files, findings } = await loadFolder(path, context);
  if (files.length === 0 && findings.length === 0) return noDefinitions(path, context);
  const differences = flags.against === undefined ? [] : await differencesOf(files, context);
  const bad = findings.some(({ level }) => level === 'error' || (flags.strict && level === 'warning'));
  if (flags.json) {
    const compared = flags.against === undefined ? {} : { differences };
    context.out(JSON.stringify({ folder: path, files: files.length, findings, ...compared }, null, 2));
  } else {
    for (const line of [...findings.map(lineOf), ...changeLines(differences)]) context.out(line);
    context.out(`Файлов: ${files.length}, ${summary(findings)}`);
  }
  return bad || isBreaking(differences) ? 1 : 0;
}

/** Without a database: the tests are run on the files alone. */
async function test({ words, flags, context }: Call): Promise<ExitCode> {
  const path = resolve(flags.folder ?? context.folder);
  const { files, findings } = await loadFolder(path, context);
  if (files.length === 0 && findings.length === 0) return noDefinitions(path, context);
  const broken = findings.filter(({ level }) => level === 'error');
  if (broken.length > 0) return refused(new BrokenDefinitions(broken), flags, context);
  const trials = trialsOf(folderSources(files), words.length === 0 ? undefined : new Set(words));
  const unknown = words.find((code) => !trials.some(({ service }) => service === code));
  if (unknown !== undefined) {
    context.err(`Услуги «${unknown}» в папке ${path} нет.`);
    return 2;
  }
  const failed = trials.flatMap(({ results }) => results.filter(({ failures }) => failures.length > 0));
  if (flags.json) context.out(JSON.stringify({ folder: path, services: trials }, null, 2));
  else for (const line of trialLines(trials)) context.out(line);
  return failed.length > 0 ? 1 : 0;
}

async function diff({ folder, flags, context }: Call): Promise<ExitCode> {
  const path = resolve(folder ?? context.folder);
  const { files, findings } = await loadFolder(path, context);
  if (files.length === 0 && findings.length === 0) return noDefinitions(path, context);
  const differences = await differencesOf(files, context);
  if (flags.json) context.out(JSON.stringify({ folder: path, differences }, null, 2));
  else for (const line of differences.length > 0 ? changeLines(differences) : ['Изменений нет']) context.out(line);
  return isBreaking(differences) ? 1 : 0;
}

async function differencesOf(files: readonly LoadedFile[], { open }: CliContext): Promise<Difference[]> {
  const deps = await open();
  try {
    return await findDifferences(deps, files);
  } finally {
    await deps.close();
  }
}

function isBreaking(differences: readonly Difference[]): boolean {
  return differences.some(({ changes }) => changes.some(({ breaking }) => breaking));
}

/** A folder of another shape must not pass as a sound one. */
function noDefinitions(path: string, { err }: CliContext): ExitCode {
  err(`В папке ${path} нет определений. Нужна папка, в которой лежат services/, workflows/, dictionaries/ и другие.`);
  return 2;
}

async function importFiles({ folder, flags, context }: Call): Promise<ExitCode> {
  const path = resolve(folder ?? context.folder);
  const deps = await context.open();
  try {
    const signature = { author: flags.author ?? null, comment: flags.comment ?? 'Загружено из файлов' };
    const order = { ...signature, acceptBreaking: flags['accept-breaking'] };
    const { published, unchanged, differences } = await importFolder(deps, path, order);
    if (published.length + unchanged.length === 0) return noDefinitions(path, context);
    const names = published.map(({ kind, code, version }) => ({ kind, code, version }));
    if (flags.json)
      context.out(JSON.stringify({ published: names, unchanged: unchanged.length, differences }, null, 2));
    else {
      for (const line of changeLines(differences)) context.out(line);
      for (const { kind, code, version } of names) context.out(`${kind} ${code}: версия ${version}`);
      context.out(`Опубликовано: ${names.length}, без изменений: ${unchanged.length}`);
    }
    return 0;
  } catch (reason) {
    return refused(reason, flags, context);
  } finally {
    await deps.close();
  }
}

/** Nothing was published: the reason is told, and what to do. */
function refused(reason: unknown, { json }: Flags, { out, err }: CliContext): ExitCode {
  if (reason instanceof BrokenDefinitions) {
    if (json) out(JSON.stringify({ findings: reason.findings }, null, 2));
    else err(reason.message);
    return 1;
  }
  if (!(reason instanceof BreakingChanges)) throw reason;
  if (json) out(JSON.stringify({ differences: reason.differences }, null, 2));
  else {
    for (const line of changeLines(reason.differences)) out(line);
    err(`${reason.message}. Ничего не опубликовано. Если так и нужно, повторите с --accept-breaking.`);
  }
  return 1;
}

async function exportFiles({ folder, flags, context }: Call): Promise<ExitCode> {
  if (folder === undefined) return wrongCall(context, 'Укажите папку, куда записать файлы.');
  const deps = await context.open();
  try {
    const texts = exportAll(deps.definitions);
    for (const [file, text] of texts) {
      const path = join(resolve(folder), file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    context.out(flags.json ? JSON.stringify({ files: [...texts.keys()] }, null, 2) : `Записано файлов: ${texts.size}`);
    return 0;
  } finally {
    await deps.close();
  }
}
