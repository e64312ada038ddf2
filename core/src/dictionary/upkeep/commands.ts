import type { Dictionary } from '@reglament/format';
import { readCsv } from '../../csv-reader.ts';
import { canonicalText } from '../../definition/canonical.ts';
import { publish } from '../../definition/commands.ts';
import { findDifferences, touching } from '../../definition/impact.ts';
import { publishesByTwo } from '../../definition-draft/publication/queries.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { Session } from '../../session/session.ts';
import {
  type JudgedEntry,
  judgeEntries,
  readEntries,
  type TableEntry,
  type WrittenEntry,
  withEntries,
} from './changes.ts';

export interface Touched {
  readonly message: string;
  readonly drafts: number;
  readonly openCases: number;
}

export interface Judged {
  readonly rows: readonly (JudgedEntry & { readonly line: number | null })[];
  /** Open cases and drafts that answer by an entry which changes its meaning or ends. */
  readonly touched: readonly Touched[];
}

/** What a table would do, row by row; nothing is written. @throws Refusal invalidBody */
export async function judgeTable(deps: Deps, code: string, text: string): Promise<Judged> {
  const read = readEntries(readCsv(text));
  if (typeof read === 'string') throw new Refusal('invalidBody', read);
  return judge(deps, code, read);
}

export async function judge(
  deps: Deps,
  code: string,
  written: readonly (WrittenEntry | TableEntry)[],
): Promise<Judged> {
  const dictionary = deps.definitions.latest('dictionary', code).content;
  const given = written.map((one) => ('line' in one ? one : { line: null, entry: one }));
  const judged = judgeEntries(
    dictionary,
    given.map(({ entry }) => entry),
  );
  const rows = judged.map((row, at) => ({ ...row, line: given[at]?.line ?? null }));
  const effective = judged.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  const next = withEntries(
    dictionary,
    effective.map(({ entry }) => entry),
  );
  return { rows, touched: await touchedBy(deps, next) };
}

async function touchedBy(deps: Deps, next: Dictionary): Promise<Touched[]> {
  const file = { file: '', kind: 'dictionary', text: '', definition: next } as const;
  return touching(await findDifferences(deps, [file])).map(({ message, drafts, openCases }) => ({
    ...{ message, drafts, openCases },
  }));
}

export interface WantedEntries {
  /** That one has seen. */
  readonly version: number;
  readonly entries: readonly WrittenEntry[];
  readonly comment: string | null;
  readonly session: Session;
}

/** The next version of the dictionary; its number. @throws Refusal versionConflict, invalidBody, invalidDefinition */
export async function writeEntries(deps: Deps, code: string, wanted: WantedEntries): Promise<number> {
  const { version, entries, comment, session } = wanted;
  const latest = deps.definitions.latest('dictionary', code);
  if (latest.version !== version) {
    throw new Refusal('versionConflict', 'Справочник тем временем изменён. Обновите страницу и повторите.');
  }
  const wrong = judgeEntries(latest.content, entries).find(({ outcome }) => outcome === 'wrong');
  if (wrong !== undefined) {
    const problems = [{ field: 'entries', pointer: '/entries', code: 'wrong', message: wrong.problems.join(' ') }];
    throw new Refusal('invalidBody', `Запись «${wrong.entry.code}»: ${wrong.problems.join(' ')}`, { problems });
  }
  await checkPublishesAlone(deps, session.organisation.id);
  const author = session.user.login;
  const text = canonicalText(withEntries(latest.content, entries));
  const published = await publish(deps, { kind: 'dictionary', code, text, author, comment });
  return published.version.version;
}

/** Where two publish, nobody passes by the second of them. @throws Refusal stateConflict */
async function checkPublishesAlone({ database }: Deps, organisationId: string): Promise<void> {
  if (!(await database.inBodies([organisationId], (trx) => publishesByTwo(trx, organisationId)))) return;
  throw new Refusal(
    'stateConflict',
    'В вашем ведомстве публикуют вдвоём. Начните черновик справочника: его публикацию подтвердит второй сотрудник.',
  );
}
