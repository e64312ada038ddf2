import type { DefinitionKind } from '@reglament/format';
import type { Knex } from 'knex';
import type { Transaction } from '../db.ts';
import type { Touch } from './compare/change.ts';
import type { DefinitionVersion, VersionHead } from './definition-version.ts';

/** Channel of pg_notify: the id of a version, when it is committed. */
export const publishedChannel = 'reglament_definition';

const columns = `id, kind, code, version, text, sha256, author, comment, frozen, published_at as "publishedAt"`;

/** Versions whose ids are not among the known ones: everything, at the start. */
export async function readOtherVersions(trx: Transaction, known: readonly string[]): Promise<DefinitionVersion[]> {
  const { rows } = await trx.raw(`select ${columns} from definition_version where id <> all(?::uuid[])`, [[...known]]);
  return rows.map(withContent);
}

export interface VersionPlace {
  readonly kind: DefinitionKind;
  readonly code: string;
  readonly version: number;
}

export async function findVersion(trx: Transaction, id: string): Promise<DefinitionVersion | undefined> {
  const { rows } = await trx.raw(`select ${columns} from definition_version where id = ?`, [id]);
  return rows.map(withContent)[0];
}

export async function findVersionAt(trx: Transaction, place: VersionPlace): Promise<DefinitionVersion | undefined> {
  const { rows } = await trx.raw(
    `select ${columns} from definition_version where kind = :kind and code = :code and version = :version`,
    { ...place },
  );
  return rows.map(withContent)[0];
}

/** Open cases of the bodies of this transaction, by the code of their service. */
export async function countOpenCases(trx: Transaction): Promise<ReadonlyMap<string, number>> {
  const { rows } = await trx.raw(
    `select service_code as code, count(*)::int as count from application where closed_at is null group by service_code`,
  );
  return new Map(rows.map((row: { code: string; count: number }) => [row.code, row.count]));
}

/** Those of them that are registered and stand on other versions than these. */
export async function countOldCases(trx: Transaction, latest: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await trx.raw(
    `select service_code as code, count(*)::int as count from application
     where closed_at is null and phase <> 'draft'
       and not (service_version_id = any(:latest::uuid[]) and workflow_version_id = any(:latest::uuid[]))
     group by service_code`,
    { latest: [...latest] },
  );
  return new Map(rows.map((row: { code: string; count: number }) => [row.code, row.count]));
}

export interface TouchedBy {
  readonly kind: DefinitionKind;
  readonly code: string;
  readonly touches: Touch | undefined;
  /** Fields of services that are answered from the dictionary in question. */
  readonly uses: readonly { readonly service: string; readonly field: string }[];
}

/** Drafts and open cases, of all bodies this transaction sees, that a change speaks of. */
export async function countTouched(trx: Transaction, by: TouchedBy): Promise<{ drafts: number; openCases: number }> {
  const cases = trx('application').whereNull('closed_at');
  if (by.kind === 'service') cases.where('service_code', by.code);
  else if (by.kind === 'workflow')
    cases.whereIn(
      'workflow_version_id',
      trx('definition_version').select('id').where({ kind: 'workflow', code: by.code }),
    );
  else if (by.kind === 'dictionary') cases.where((any) => byEntry(any, by));
  else cases.whereRaw('false');
  if (by.touches !== undefined && 'state' in by.touches) cases.where('state', by.touches.state);
  if (by.touches !== undefined && 'answered' in by.touches)
    cases.whereRaw('jsonb_exists(answers, ?)', [by.touches.answered]);
  if (by.touches !== undefined && 'notAnswered' in by.touches)
    cases.whereRaw('not jsonb_exists(answers, ?)', [by.touches.notAnswered]);
  const [row] = await cases.select(
    trx.raw(`count(*) filter (where phase = 'draft')::int as drafts`),
    trx.raw(`count(*) filter (where phase <> 'draft')::int as "openCases"`),
  );
  return { drafts: row.drafts, openCases: row.openCases };
}

/** An answer may be one code or a list of them. */
function byEntry(any: Knex.QueryBuilder, { uses, touches }: TouchedBy): void {
  any.whereRaw('false');
  if (touches === undefined || !('entry' in touches)) return;
  for (const { service, field } of uses) {
    any.orWhereRaw(
      '(service_code = :service and (answers ->> :field = :entry or jsonb_exists(answers -> :field, :entry)))',
      { service, field, entry: touches.entry },
    );
  }
}

/** The content is read from the text when it is first asked for, and then is the same object for ever. */
export function withContent(row: VersionHead): DefinitionVersion {
  let content: DefinitionVersion['content'] | undefined;
  return {
    ...row,
    get content() {
      content ??= JSON.parse(row.text) as DefinitionVersion['content'];
      return content;
    },
  };
}

/** Versions of one definition, newest first. */
export async function listVersionsOf(
  trx: Transaction,
  { kind, code }: Pick<VersionPlace, 'kind' | 'code'>,
): Promise<Pick<DefinitionVersion, 'id' | 'version' | 'author' | 'comment' | 'publishedAt'>[]> {
  const { rows } = await trx.raw(
    `select id, version, author, comment, published_at as "publishedAt" from definition_version
     where kind = :kind and code = :code order by version desc`,
    { kind, code },
  );
  return rows;
}

/** Open cases, of all bodies this transaction sees, by the id of the version of a service or a workflow that they follow. */
export async function countCasesByVersion(
  trx: Transaction,
  { kind, code }: Pick<VersionPlace, 'kind' | 'code'>,
): Promise<ReadonlyMap<string, number>> {
  if (kind !== 'service' && kind !== 'workflow') return new Map();
  const column = kind === 'service' ? 'service_version_id' : 'workflow_version_id';
  const { rows } = await trx.raw(
    `select application.${column} as id, count(*)::int as count from application
     join definition_version held on held.id = application.${column}
     where application.closed_at is null and held.kind = :kind and held.code = :code group by 1`,
    { kind, code },
  );
  return new Map(rows.map((row: { id: string; count: number }) => [row.id, row.count]));
}
