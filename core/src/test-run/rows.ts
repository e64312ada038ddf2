import type { Database, Transaction } from '../db.ts';
import { databaseFault } from '../db.ts';
import { Refusal } from '../errors.ts';
import type { RunDraft } from './queries.ts';
import type { StandLink } from './stand/links.ts';

export interface NewRun {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceCode: string;
  readonly title: string;
  readonly drafts: readonly RunDraft[];
  readonly connections: readonly StandLink[];
  readonly userId: string;
  readonly now: Date;
}

/** As the owner, like all that follows. @throws Refusal alreadyExists: a body tries a service out once at a time */
export async function insertRun(trx: Transaction, run: NewRun): Promise<void> {
  try {
    await trx('test_run').insert({
      id: run.id,
      organisation_id: run.organisationId,
      service_code: run.serviceCode,
      title: run.title,
      drafts: JSON.stringify(run.drafts),
      connections: JSON.stringify(run.connections),
      started_by: run.userId,
      started_at: run.now,
    });
  } catch (error) {
    if (databaseFault(error) !== 'uniqueViolation') throw error;
    throw new Refusal(
      'alreadyExists',
      'Эта услуга уже в тестовом режиме. Обновите её там до нынешнего черновика или завершите режим.',
    );
  }
}

export async function markReady(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx('test_run').where({ id }).update({ ready_at: now });
}

export async function updateDrafts(trx: Transaction, id: string, drafts: readonly RunDraft[]): Promise<void> {
  await trx('test_run')
    .where({ id })
    .update({ drafts: JSON.stringify(drafts) });
}

export interface TesterIds {
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

export async function replaceTesters(trx: Transaction, id: string, { users, roles }: TesterIds): Promise<void> {
  await trx('test_run_tester').where({ test_run_id: id }).delete();
  const rows = [
    ...users.map((userId) => ({ test_run_id: id, user_id: userId, role_id: null })),
    ...roles.map((roleId) => ({ test_run_id: id, user_id: null, role_id: roleId })),
  ];
  if (rows.length > 0) await trx('test_run_tester').insert(rows);
}

/** Channel of pg_notify: the id of a run that has ended, so that every process lets go of its stand. */
export const endedChannel = 'reglament_test_run';

/** Channel of pg_notify: the id of a run and by how many milliseconds its clock is ahead now. */
export const clockChannel = 'reglament_test_clock';

/** The new lead in milliseconds; undefined: it would be more than `most`. */
export async function moveClock(
  trx: Transaction,
  id: string,
  { by, most }: { readonly by: number; readonly most: number },
): Promise<number | undefined> {
  const [row] = await trx('test_run')
    .where({ id })
    .whereRaw('clock_ahead + ? <= ?', [by, most])
    .update({ clock_ahead: trx.raw('clock_ahead + ?', [by]) })
    .returning<{ clock_ahead: string }[]>('clock_ahead');
  if (row === undefined) return undefined;
  await trx.raw('select pg_notify(?, ?)', [clockChannel, `${id} ${row.clock_ahead}`]);
  return Number(row.clock_ahead);
}

export async function deleteRun(trx: Transaction, id: string): Promise<void> {
  await trx('test_run').where({ id }).delete();
  await trx.raw('select pg_notify(?, ?)', [endedChannel, id]);
}

/** The order of names must be that of the installation, whatever the server's own is. */
const LIKE_THIS = `select pg_encoding_to_char(encoding) as encoding, datcollate as collate, datctype as ctype,
  datlocprovider as provider, coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale
  from pg_database d where datname = current_database()`;

interface Likeness {
  readonly encoding: string;
  readonly collate: string;
  readonly ctype: string;
  readonly provider: string;
  readonly locale: string | null;
}

/** An empty database beside the installation's own. `name` is made of our own digits. @throws Refusal forbidden */
export async function createDatabase(database: Database, name: string): Promise<void> {
  const { rows } = await database.execute(LIKE_THIS);
  const [own] = rows as Likeness[];
  if (own === undefined) throw new Error('the database does not know itself');
  const locale =
    own.provider === 'i' && own.locale !== null ? `locale_provider icu icu_locale ${quoted(own.locale)}` : '';
  const facts = `encoding ${quoted(own.encoding)} lc_collate ${quoted(own.collate)} lc_ctype ${quoted(own.ctype)} ${locale}`;
  try {
    await database.execute(`create database ${name} template template0 ${facts}`);
  } catch (error) {
    if (databaseFault(error) !== 'forbiddenRow') throw error;
    throw new Refusal(
      'stateConflict',
      'Тестовому режиму нужна своя база данных, а учётной записи системы создавать базы не разрешено. Попросите администратора сервера выполнить: ALTER ROLE … CREATEDB.',
    );
  }
}

export async function dropDatabase(database: Database, name: string): Promise<void> {
  await database.execute(`drop database if exists ${name} with (force)`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
