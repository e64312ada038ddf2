import type { Transaction } from '../db.ts';
import type { StandLink } from './stand/links.ts';

export interface RunDraft {
  readonly draftId: string;
  readonly revision: number;
}

export interface RunHead {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceCode: string;
  readonly title: string;
  readonly startedAt: Date;
  /** Milliseconds by which the clock of the stand is ahead. */
  readonly clockAhead: number;
}

export interface TestRun extends RunHead {
  readonly drafts: readonly RunDraft[];
  readonly connections: readonly StandLink[];
  readonly startedBy: string;
  readonly ready: boolean;
}

const head = `run.id, run.organisation_id as "organisationId", run.service_code as "serviceCode", run.title,
  run.started_at as "startedAt", run.clock_ahead::float8 as "clockAhead"`;
const columns = `${head}, run.drafts, run.connections, run.ready_at is not null as ready,
  concat_ws(' ', starter.surname, starter.name, starter.patronymic) as "startedBy"`;
const source = 'test_run run join user_account starter on starter.id = run.started_by';

/** Of a body, the newest first; a body has one for a service, so there are few. */
export async function listRuns(trx: Transaction, organisationId: string): Promise<TestRun[]> {
  const { rows } = await trx.raw(
    `select ${columns} from ${source} where run.organisation_id = ? order by run.started_at desc, run.id`,
    [organisationId],
  );
  return rows;
}

export async function findRun(
  trx: Transaction,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
): Promise<TestRun | undefined> {
  const { rows } = await trx.raw(`select ${columns} from ${source} where run.id = ? and run.organisation_id = ?`, [
    id,
    organisationId,
  ]);
  return rows[0];
}

/** What a stand needs to open, whoever asks. */
export async function findLinks(trx: Transaction, id: string): Promise<readonly StandLink[] | undefined> {
  const row = await trx('test_run').where({ id }).first('connections');
  return row?.connections;
}

/** By how much the clock of a stand is ahead, in milliseconds; of one that is gone by nothing. */
export async function findClockAhead(trx: Transaction, id: string): Promise<number> {
  const row = await trx('test_run').where({ id }).first('clock_ahead');
  return Number(row?.clock_ahead ?? 0);
}

/** Named in person or by a role that they hold in the body; asked anew with each request, so that a right withdrawn is gone at once. */
const tests = `run.ready_at is not null and exists (select from test_run_tester tester
  where tester.test_run_id = run.id and (tester.user_id = :userId or exists (select from user_role held
    where held.user_id = :userId and held.role_id = tester.role_id and held.organisation_id = run.organisation_id)))`;

/** Those that this person tests. */
export async function listRunsOf(trx: Transaction, userId: string): Promise<RunHead[]> {
  const { rows } = await trx.raw(
    `select ${head} from test_run run where ${tests} order by run.started_at desc, run.id`,
    { userId },
  );
  return rows;
}

export async function findRunOf(
  trx: Transaction,
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<RunHead | undefined> {
  const { rows } = await trx.raw(`select ${head} from test_run run where run.id = :id and ${tests}`, { id, userId });
  return rows[0];
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Testers {
  readonly users: readonly Named[];
  readonly roles: readonly Named[];
}

export async function readTesters(trx: Transaction, runId: string): Promise<Testers> {
  const { rows: users } = await trx.raw(
    `select u.id, concat_ws(' ', u.surname, u.name, u.patronymic) as name
     from test_run_tester tester join user_account u on u.id = tester.user_id where tester.test_run_id = ?
     order by u.surname, u.name, u.id`,
    [runId],
  );
  const { rows: roles } = await trx.raw(
    `select role.id, role.title as name from test_run_tester tester join role on role.id = tester.role_id
     where tester.test_run_id = ? order by role.title, role.id`,
    [runId],
  );
  return { users, roles };
}

/** Which of these work in the body and can sign in. */
export async function countMembers(
  trx: Transaction,
  organisationId: string,
  userIds: readonly string[],
): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as count from membership m join user_account u
       on u.id = m.user_id and u.disabled_at is null and not u.machine
     where m.organisation_id = :organisationId and m.user_id = any(:userIds::uuid[])`,
    { organisationId, userIds: [...userIds] },
  );
  return rows[0].count;
}

/** Connections of the body that are on: their plugins and codes only. */
export async function listOwnLinks(trx: Transaction, organisationId: string): Promise<StandLink[]> {
  return trx('connection')
    .where({ organisation_id: organisationId, enabled: true })
    .orderBy('code')
    .select('plugin', 'code', 'title');
}

/** What a stand is furnished with, as it stands in the installation: rows, whatever columns they have. */
export interface Furniture {
  readonly organisation: Readonly<Record<string, unknown>>;
  readonly departments: readonly Readonly<Record<string, unknown>>[];
  /** The newest version of each definition, and those that a service holds fast. */
  readonly versions: readonly Readonly<Record<string, unknown>>[];
}

export async function readFurniture(trx: Transaction, organisationId: string): Promise<Furniture> {
  const { rows } = await trx.raw(
    `select
       (select to_jsonb(o) from organisation o where o.id = :organisationId) as organisation,
       (select coalesce(jsonb_agg(to_jsonb(d)), '[]') from department d where d.organisation_id = :organisationId) as departments`,
    { organisationId },
  );
  const { rows: versions } = await trx.raw(
    `with newest as (
       select distinct on (kind, code) id, frozen from definition_version order by kind, code, version desc
     )
     select version.id, kind, code, version, text, sha256, author, comment, published_at, effective_from, frozen
     from definition_version version
     where version.id in (select id from newest)
        or version.id in (select fixed.value::uuid from newest, jsonb_each_text(newest.frozen -> 'requestType') fixed)`,
  );
  return { ...rows[0], versions };
}
