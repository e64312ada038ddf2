import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { DraftNote, Plugin, RequestTypeDraft } from '@reglament/sdk';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { ExitCode } from './cli.ts';
import { lineOf } from './cli-lines.ts';
import { draftType } from './draft-type.ts';
import type { Finding } from './finding.ts';
import { filesOf } from './schema-files.ts';
import { type Sources, sourceLimits, sourcesIn, tooLargeSources } from './source-files.ts';

export interface RequestTypeCli {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly plugins: readonly Plugin[];
}

const usage = `reglament request-type – виды запросов

  reglament request-type draft --provider модуль файл.xsd…    что можно спросить по этим файлам
  reglament request-type draft --provider модуль --root Имя --out папка файл.xsd…
                                       составить вид запроса и записать его файлы

  --provider модуль  кто читает файлы: smev3 (XSD), http-api (OpenAPI)
  --root имя         корневой элемент вопроса или операция
  --answer имя       корневой элемент ответа или операция, которая его отдаёт; без него – парный (…Request → …Response)
  --code код         код вида; без него – по имени корневого элемента
  --title название   название вида; без него – по пояснению в схеме
  --out папка        папка вида: request-type.json и schemas/ (service-definitions/request-types/код)
  --json             ответ в виде JSON
  --help             эта справка

Файлы перечисляют все, на которые ссылается первый, или называют папку либо архив ZIP: имена в ней – относительно первого файла
или папки. Вместе – до 8 МБ.
Код завершения: 0 – сделано, 1 – вид не составлен или не прошёл проверку, 2 – неверный вызов.`;

const options = {
  provider: { type: 'string' },
  root: { type: 'string' },
  answer: { type: 'string' },
  code: { type: 'string' },
  title: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `reglament request-type …`: arguments after the command → exit code. */
export async function requestTypeCli(args: readonly string[], context: RequestTypeCli): Promise<ExitCode> {
  const wrongCall = (reason: string): ExitCode => {
    context.err(`${reason}\n\n${usage}`);
    return 2;
  };
  const parsed = parse(args);
  if (parsed === undefined) return wrongCall('Неизвестный ключ.');
  const { values, positionals } = parsed;
  if (values.help) {
    context.out(usage);
    return 0;
  }
  const [name, ...paths] = positionals;
  if (name !== 'draft') return wrongCall(`Неизвестная команда «${positionals.join(' ')}».`);
  const plugin = context.plugins.find(({ id }) => id === values.provider);
  if (plugin?.draftRequestType === undefined) {
    const able = context.plugins.filter((one) => one.draftRequestType !== undefined).map(({ id }) => id);
    return wrongCall(`Назовите модуль, который читает файлы: --provider ${able.join(' или ')}.`);
  }
  if (paths.length === 0) return wrongCall('Назовите файлы или папку.');
  if (values.out !== undefined && values.root === undefined) return wrongCall('Назовите корневой элемент: --root.');
  const sources = await readSources(paths).catch((error: unknown) =>
    isFileFailure(error) || error instanceof Refusal ? error : Promise.reject(error),
  );
  if (sources instanceof Error) {
    context.err(
      sources instanceof Refusal
        ? sources.message
        : `${sources.path}: файл или папка не читается (${sources.code}). Проверьте путь и права.`,
    );
    return 2;
  }
  const { root, answer, code, title } = values;
  const choice = {
    ...(root ? { question: root } : {}),
    ...(answer ? { answer } : {}),
    ...(code ? { code } : {}),
    ...(title ? { title } : {}),
  };
  const made = draftType(plugin, sources.files, choice);
  const drafted = { ...made, notes: [...sources.notes, ...made.notes] };
  const folder = values.out;
  if (folder !== undefined && drafted.type !== undefined) await write(drafted.type, folder);
  tell(drafted, { ...context, json: values.json, folder });
  const failed = [...drafted.notes, ...drafted.findings].some(({ level }) => level === 'error');
  return failed || (root !== undefined && drafted.type === undefined) ? 1 : 0;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

function isFileFailure(reason: unknown): reason is NodeJS.ErrnoException {
  return reason instanceof Error && 'code' in reason && 'path' in reason;
}

/**
 * Names as the files call one another: from the folder of the first file, or from the folder that is named; those in an archive as
 * it has them. @throws Refusal for what a set may not hold
 */
async function readSources(paths: readonly string[]): Promise<Sources> {
  const [first = ''] = paths;
  const isFolder = (await stat(first)).isDirectory();
  const base = isFolder ? first : dirname(first);
  const listed = isFolder
    ? (await readdir(first, { recursive: true }))
        .filter((path) => /\.xsd$/i.test(path))
        .map((path) => join(first, path))
    : paths;
  const sizes = await Promise.all(listed.map(async (path) => (await stat(path)).size));
  if (sizes.reduce((sum, size) => sum + size, 0) > sourceLimits.bytes) throw tooLargeSources();
  const read = await Promise.all(
    listed.map(async (path) => {
      const name = relative(base, path).split(sep).join('/');
      return sourcesIn({ name: name.startsWith('..') ? basename(path) : name, content: await readFile(path) });
    }),
  );
  return { files: read.flatMap(({ files }) => files), notes: read.flatMap(({ notes }) => notes) };
}

async function write(type: NonNullable<RequestTypeDraft['type']>, folder: string): Promise<void> {
  for (const [path, text] of filesOf(type)) {
    // The folder that is named stands for `request-types/<code>`.
    const target = join(folder, ...path.split('/').slice(2));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

interface Telling extends RequestTypeCli {
  readonly json: boolean;
  readonly folder: string | undefined;
}

function tell({ roots, notes, findings, type }: ReturnType<typeof draftType>, { out, json, folder }: Telling): void {
  if (json) {
    out(
      JSON.stringify(
        { roots, notes, findings, type: type ?? null, folder: type === undefined ? null : (folder ?? null) },
        null,
        2,
      ),
    );
    return;
  }
  for (const note of notes) out(noteLine(note));
  for (const finding of findings) out(lineOf({ file: 'request-type.json', ...(finding as Finding) }));
  if (type === undefined) {
    if (roots.length === 0) return;
    out('Корневые элементы:');
    for (const root of roots) out(`  ${root.name.padEnd(36)} ${root.title} (${root.file})`);
    return;
  }
  const fields = Object.keys(type.message?.question.places ?? {}).length;
  out(`Вид «${type.code}»: ${titleOf(type.title, 'ru')}, полей вопроса – ${fields}.`);
  out(folder === undefined ? 'Чтобы записать файлы, назовите папку: --out.' : `Записано в ${folder}`);
}

const levels = { error: 'ошибка', warning: 'внимание', info: 'заметка' } as const;

function noteLine({ level, place, message }: DraftNote): string {
  return `${place === '' ? '' : `${place}: `}${levels[level]}: ${message}`;
}
