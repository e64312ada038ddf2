import type { Transaction } from '../../db.ts';
import type { PinnedIds } from '../pinned.ts';

export interface OldCase {
  readonly id: string;
  readonly number: string | null;
}

/** `PinnedIds` are those in force. */
export interface OldCasesOf extends PinnedIds {
  readonly service: string;
  /** Id of the last one seen. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Registered cases of the bodies of this transaction that are open and stand on older versions, in order of their ids. */
export async function listOldCases(
  trx: Transaction,
  { service, after, limit, ...ids }: OldCasesOf,
): Promise<OldCase[]> {
  const { rows } = await trx.raw(
    `select id, number from application
     where service_code = :service and phase <> 'draft' and closed_at is null
       and (service_version_id <> :serviceVersionId or workflow_version_id <> :workflowVersionId)
       and (:after::uuid is null or id > :after::uuid)
     order by id limit :limit`,
    { service, ...ids, after: after ?? null, limit },
  );
  return rows;
}

export interface OldGroupRow extends PinnedIds {
  readonly state: string;
  readonly cases: number;
}

/** The same cases, counted by the versions and the state in which they stand; the newest versions last. */
export async function listOldGroups(
  trx: Transaction,
  { service, ...ids }: Pick<OldCasesOf, 'service' | keyof PinnedIds>,
): Promise<OldGroupRow[]> {
  const { rows } = await trx.raw(
    `select a.service_version_id as "serviceVersionId", a.workflow_version_id as "workflowVersionId", a.state,
       count(*)::int as cases
     from application a
     join definition_version s on s.id = a.service_version_id
     join definition_version w on w.id = a.workflow_version_id
     where a.service_code = :service and a.phase <> 'draft' and a.closed_at is null
       and (a.service_version_id <> :serviceVersionId or a.workflow_version_id <> :workflowVersionId)
     group by a.service_version_id, a.workflow_version_id, a.state, s.version, w.version
     order by s.version, w.version, a.state`,
    { service, ...ids },
  );
  return rows;
}
