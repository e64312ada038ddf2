import { BrokenSeal, type SealingDeps, sealJournal } from './commands.ts';
import { type JournalReport, type SealProblem, verifyJournal } from './verify.ts';

export const journalUsage = `reglament journal verify [--json]   проверить журнал: цепочки, содержание, печати
reglament journal seal [--json]     опечатать журнал сейчас (сервер делает это раз в сутки)
Код завершения: 0 – нарушений нет, 1 – есть нарушения, 2 – неверный вызов.`;

/** The command line over an open database. Gives the exit code. */
export async function journalCli(args: readonly string[], deps: SealingDeps, now: Date): Promise<0 | 1 | 2> {
  const [command, ...flags] = args;
  const json = flags.includes('--json');
  if (args.includes('--help')) {
    console.log(journalUsage);
    return 0;
  }
  if (flags.some((flag) => flag !== '--json')) return wrongCall();
  if (command === 'verify') return verify(deps, json);
  if (command === 'seal') return seal(deps, json, now);
  return wrongCall();
}

function wrongCall(): 2 {
  console.error(journalUsage);
  return 2;
}

async function verify(deps: SealingDeps, json: boolean): Promise<0 | 1> {
  const report = await verifyJournal(deps);
  console.log(json ? JSON.stringify(report) : describe(report));
  return report.ok ? 0 : 1;
}

async function seal(deps: SealingDeps, json: boolean, now: Date): Promise<0 | 1> {
  try {
    const { number, day, heads, upToEvent, digest } = await sealJournal(deps, now);
    const facts = { number, day, heads: heads.length, upToEvent, digest };
    console.log(
      json ? JSON.stringify(facts) : `Печать № ${number} от ${day}: заявок ${facts.heads}, записей до № ${upToEvent}.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    console.error(json ? JSON.stringify({ code: 'brokenSeal', number: error.number }) : error.message);
    return 1;
  }
}

const rowTexts = {
  gap: 'записи нет: удалена',
  chain: 'запись изменена, вставлена или переставлена: не сходится с цепочкой',
  payloadMissing: 'содержание записи удалено',
  payload: 'содержание записи изменено',
  cutTail: 'записи нет, хотя печать её видела: конец журнала отрезан',
  sealMismatch: 'запись не та, что была под печатью: цепочку пересчитали',
} as const satisfies Record<NonNullable<JournalReport['firstBadRow']>['problem'], string>;

const sealTexts = {
  sealForged: 'файл печати изменён, или ключ SECRET_KEY другой',
  sealFileMissing: 'файла печати нет',
  sealRowMissing: 'печати нет в базе данных, хотя файл есть',
  sealRowDiffers: 'печать в базе данных не та, что в файле',
  sealOutOfChain: 'печать не продолжает предыдущую',
} as const satisfies Record<SealProblem, string>;

function describe(report: JournalReport): string {
  const lines = [`Записей: ${report.rows}, печатей: ${report.seals}.`];
  const row = report.firstBadRow;
  if (row !== undefined) {
    const sealed = 'seal' in row ? ` (печать № ${row.seal} от ${row.day})` : '';
    lines.push(`НАРУШЕНИЕ: заявка ${row.applicationId}, запись № ${row.seq}: ${rowTexts[row.problem]}${sealed}.`);
    if (report.badRows > 1) lines.push(`Всего записей с нарушениями: ${report.badRows}.`);
  }
  for (const { number, problem } of report.sealProblems)
    lines.push(`НАРУШЕНИЕ: печать № ${number}: ${sealTexts[problem]}.`);
  if (report.ok) lines.push('Нарушений нет.');
  const until = report.sealedUntil?.toISOString() ?? null;
  lines.push(
    until === null ? 'Печатей ещё нет: отрезанный конец журнала заметить нельзя.' : `Под печатью – всё до ${until}.`,
  );
  return lines.join('\n');
}
