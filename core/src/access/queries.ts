import type { Knex } from 'knex';
import type { Transaction } from '../db.ts';
import { prepared, type Statement, together } from '../db-batch.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { actsFor, type Session } from '../session/session.ts';
import { type Grant, scopesOf } from './grant.ts';
import { type ApplicationPlace, workflowRights } from './policy.ts';

/** Where an application stands, for the policy. */
export interface PlaceRow extends ProcedureRow {
  /** null: nothing has ever been begun on it. */
  readonly procedures: readonly ProcedureRow[] | null;
}

export interface ProcedureRow extends Omit<ApplicationPlace, 'rights' | 'procedures'> {
  readonly workflowVersionId: string;
}

export interface ApplicationPath {
  readonly id: string;
  readonly through: 'application' | 'file' | 'request';
}

/** Of `application a`: where the procedures on it stand that are not closed. */
export const proceduresColumn = `case when a.hangs & 128 <> 0 then (
    select json_agg(json_build_object('organisationId', p.organisation_id, 'departmentId', p.department_id,
      'serviceCode', p.service_code, 'workflowVersionId', p.workflow_version_id, 'phase', p.phase,
      'creatorId', p.creator_id, 'executorId', p.executor_id))
    from application p where p.parent_id = a.id and p.closed_at is null) end as procedures`;

const placeColumns = `a.organisation_id as "organisationId", a.department_id as "departmentId",
  a.service_code as "serviceCode", a.workflow_version_id as "workflowVersionId", a.phase, a.creator_id as "creatorId",
  a.executor_id as "executorId", ${proceduresColumn}`;
const placeThrough = {
  application: prepared<PlaceRow>('place', `select ${placeColumns} from application a where a.id = $1`),
  file: prepared<PlaceRow>(
    'place_of_file',
    `select ${placeColumns} from application a join file f on f.application_id = a.id
     where f.id = $1 and f.removed_at is null`,
  ),
  request: prepared<PlaceRow>(
    'place_of_request',
    `select ${placeColumns} from application a join request r on r.application_id = a.id where r.id = $1`,
  ),
};

/** Of an application by its id, with all that the policy asks for: the place is not asked for beside it. */
interface PlaceStatement<Row extends PlaceRow = PlaceRow> extends Statement<Row> {
  readonly tellsPlace: true;
}

export function tellingPlace<Row extends PlaceRow>(
  ask: (id: string) => Statement<Row>,
): (id: string) => PlaceStatement<Row> {
  return (id) => ({ ...ask(id), tellsPlace: true });
}

export function tellsPlace(statement: Statement | undefined): statement is PlaceStatement {
  return statement !== undefined && 'tellsPlace' in statement;
}

/** Asks where an application stands; `placeOf` makes of the row what the policy needs. */
export function askPlace({ id, through }: ApplicationPath): Statement<PlaceRow> {
  return placeThrough[through](id);
}

/** Undefined when there is none in the bodies of the transaction. */
export async function placeOf(
  definitions: DefinitionStore,
  row: PlaceRow | undefined,
  trx?: Transaction,
): Promise<ApplicationPlace | undefined> {
  if (row === undefined) return undefined;
  const place = await placeAlone(definitions, row, trx);
  return row.procedures === null ? place : { ...place, procedures: await placesOf(definitions, row.procedures, trx) };
}

/** Where these procedures stand for the policy. */
export async function placesOf(
  definitions: DefinitionStore,
  rows: readonly ProcedureRow[] | null,
  trx?: Transaction,
): Promise<ApplicationPlace[]> {
  const places: ApplicationPlace[] = [];
  for (const row of rows ?? []) places.push(await placeAlone(definitions, row, trx));
  return places;
}

async function placeAlone(
  definitions: DefinitionStore,
  row: ProcedureRow,
  trx?: Transaction,
): Promise<ApplicationPlace> {
  const { organisationId, departmentId, serviceCode, phase, creatorId, executorId } = row;
  const workflow = await definitions.get('workflow', row.workflowVersionId, trx);
  const rights = workflowRights(workflow.content);
  return { organisationId, departmentId, serviceCode, phase, creatorId, executorId, rights };
}

/** Where an application stands for the policy; undefined when there is none in the bodies of the transaction. */
export async function findApplicationPlace(
  trx: Transaction,
  definitions: DefinitionStore,
  path: ApplicationPath,
): Promise<ApplicationPlace | undefined> {
  const [[row]] = await together(trx, [askPlace(path)]);
  return placeOf(definitions, row, trx);
}

/** How one function sees the applications of some workflow versions. */
interface Sight {
  readonly code: string;
  readonly relation: 'any' | 'mine';
  readonly phases: readonly string[] | undefined;
  readonly versions: string[];
}

export interface ListContext {
  readonly definitions: DefinitionStore;
  /** Name of `application` in the query. */
  readonly alias: string;
}

/**
 * The condition of `sees` in policy.ts, for lists:
 * `trx('application as a').where(visibleTo(session, { definitions, alias: 'a' }))`.
 * It holds by itself; row-level security is the second wall. What one reaches by its id alone, `sees` tells: a list shows less.
 */
export function visibleTo(session: Session, { definitions, alias }: ListContext): (where: Knex.QueryBuilder) => void {
  const held = session.grants.filter((grant) => grant.function !== undefined);
  const sights = sightsOf(new Set(held.map((grant) => grant.function ?? '')), definitions);
  return (where) => {
    where
      .whereIn(`${alias}.organisation_id`, session.bodies)
      .whereRaw(undiscarded(alias))
      .where((any) => {
        any.where(`${alias}.creator_id`, session.user.id);
        for (const sight of sights) {
          const grants = held.filter((grant) => grant.function === sight.code);
          any.orWhere((condition) => inSight(condition, { alias, sight, grants, executors: actsFor(session) }));
        }
      });
  };
}

/** Drafts that somebody did not want are in no list. Of a registered case its number alone is looked at, which stands before all else. */
export function undiscarded(alias: string): string {
  return `(${alias}.number is not null or ${alias}.discarded_at is null)`;
}

/** Cases keep the workflow version they began with, so every version has its say on its own cases. */
function sightsOf(codes: ReadonlySet<string>, definitions: DefinitionStore): readonly Sight[] {
  const sights = new Map<string, Sight>();
  for (const { id, content } of definitions.versions('workflow')) {
    for (const [code, { sees }] of Object.entries(content.functions)) {
      if (!codes.has(code)) continue;
      const key = JSON.stringify([code, sees.relation, sees.phases]);
      const sight = sights.get(key) ?? { code, relation: sees.relation, phases: sees.phases, versions: [] };
      sight.versions.push(id);
      sights.set(key, sight);
    }
  }
  return [...sights.values()];
}

interface SightOfGrants {
  readonly alias: string;
  readonly sight: Sight;
  readonly grants: readonly Grant[];
  readonly executors: readonly string[];
}

function inSight(where: Knex.QueryBuilder, { alias, sight, grants, executors }: SightOfGrants): void {
  where.whereIn(`${alias}.workflow_version_id`, sight.versions);
  if (sight.phases !== undefined) where.whereIn(`${alias}.phase`, [...sight.phases]);
  if (sight.relation === 'mine') where.whereIn(`${alias}.executor_id`, [...executors]);
  where.where((scopes) => {
    for (const { organisationId, departmentId, services } of scopesOf(grants)) {
      scopes.orWhere((scope) => {
        scope.where(`${alias}.organisation_id`, organisationId);
        if (services !== undefined) scope.whereIn(`${alias}.service_code`, [...services]);
        if (departmentId !== null) scope.where(`${alias}.department_id`, departmentId);
      });
    }
  });
}
