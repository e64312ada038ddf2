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
