import { parseArgs } from 'node:util';
import { BrokenArchive } from './archive-shape.ts';
import { RefusedRestore } from './judge-target.ts';
import { type BackupDeps, makeBackup } from './make-backup.ts';
import { type RestoreDeps, type Restored, restoreBackup } from './restore-backup.ts';

export const backupUsage = `reglament backup ФАЙЛ [--json]    сохранить всё в один архив (tar.gz): таблицы одного момента, файлы, печати журнала
Сервер можно не останавливать. Настроек и SECRET_KEY в архиве нет: храните ключ отдельно.
Код завершения: 0 – сделано, 1 – сделано, но среди файлов есть повреждённые, 2 – не сделано.`;

export const restoreUsage = `reglament restore ФАЙЛ [--other-key] [--json]    восстановить из архива на пустое место
Сначала весь архив проверяется; если что-то не так, ничего не меняется. Сервер запускают после восстановления.
  --other-key   SECRET_KEY утрачен: печати журнала не проверить, сохранённые секреты ввести заново
Код завершения: 0 – сделано, 1 – отказано или журнал не цел, 2 – неверный вызов.`;

interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

type ExitCode = 0 | 1 | 2;

interface Call {
  readonly path: string;
  readonly json: boolean;
  readonly otherKey: boolean;
}

/** undefined: a wrong call. */
export function readBackupCall(args: readonly string[], { otherKey }: { otherKey: boolean }): Call | undefined {
  try {
    const own = otherKey ? { 'other-key': { type: 'boolean' as const } } : {};
    const options = { json: { type: 'boolean' as const }, ...own };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) return undefined;
    return { path, json: values.json === true, otherKey: 'other-key' in values && values['other-key'] === true };
  } catch {
    return undefined;
  }
}

export async function backupCli({ path, json }: Call, deps: BackupDeps, { out, err }: Output): Promise<ExitCode> {
  try {
    const { rows, files, damaged, parts, chains } = await makeBackup(deps, path);
    const tables = Object.keys(rows).length;
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    const seals = parts.filter(({ name }) => name.startsWith('seals/')).length;
    const facts = { file: path, tables, rows: total, applications: chains.applications, files, seals, damaged };
    if (json) out(JSON.stringify(facts));
    else {
      out(
        `Сохранено в ${path}: таблиц ${tables}, строк ${total}, заявок ${chains.applications}, файлов ${files.count}, печатей ${seals}.`,
      );
      for (const key of damaged) err(`ПОВРЕЖДЁН файл ${key}: его содержание не то, что было принято.`);
      out('SECRET_KEY в архив не входит: без него печати журнала не проверить. Храните его отдельно.');
    }
    return damaged.length > 0 ? 1 : 0;
  } catch (error) {
    return told(error, { path, json, err, refused: 2 });
  }
}

export async function restoreCli({ path, json }: Call, deps: RestoreDeps, { out, err }: Output): Promise<ExitCode> {
  try {
    const restored = await restoreBackup(deps, path);
    const { head, manifest, journal } = restored;
    const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
    const facts = {
      file: path,
      createdAt: head.createdAt,
      rows,
      files: manifest.files,
      journal,
      damaged: manifest.damaged,
    };
    if (json) out(JSON.stringify(facts));
    else for (const line of describe(restored, rows)) out(line);
    return journal.ok ? 0 : 1;
  } catch (error) {
    return told(error, { path, json, err, refused: 1 });
  }
}

function describe({ head, manifest, journal, sameKey }: Restored, rows: number): string[] {
  return [
    `Восстановлено состояние на ${head.createdAt}: строк ${rows}, файлов ${manifest.files.count}, заявок ${manifest.chains.applications}.`,
    ...manifest.damaged.map((key) => `ПОВРЕЖДЁН файл ${key}: таким он был уже в архиве.`),
    journal.ok ? 'Журнал проверен, нарушений нет.' : 'Журнал НЕ цел: запустите «reglament journal verify».',
    ...(sameKey ? [] : ['SECRET_KEY другой: прежние печати не проверить, сохранённые секреты введите заново.']),
  ];
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'нет такого файла или папки',
  EEXIST: 'такой файл уже есть; выберите другое имя или удалите его',
  EACCES: 'нет прав',
  ENOSPC: 'кончилось место на диске',
  EFBIG: 'файл больше, чем позволяет система',
  EISDIR: 'это папка, а нужен файл',
};

interface Telling extends Pick<Output, 'err'> {
  readonly path: string;
  readonly json: boolean;
  readonly refused: ExitCode;
}

/** What a person can mend is told in words; everything else is a fault of ours and goes on with its stack. */
function told(error: unknown, { path, json, err, refused }: Telling): ExitCode {
  if (error instanceof BrokenArchive || error instanceof RefusedRestore) {
    err(json ? JSON.stringify({ code: error.name, message: error.message }) : error.message);
    return refused;
  }
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  const code = String(error.code);
  const place = 'path' in error ? String(error.path) : path;
  if (!Object.hasOwn(causes, code)) throw error;
  err(`${place}: ${causes[code]}.`);
  return 2;
}
