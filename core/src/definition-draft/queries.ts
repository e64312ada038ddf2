import type { DefinitionKind } from '@reglament/format';
import type { Transaction } from '../db.ts';
import type { Change } from './delta.ts';

export interface DraftHead {
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly code: string;
  readonly baseVersion: number | null;
  readonly revision: number;
  readonly updatedAt: Date;
  /** Name of who changed it last. */
  readonly updatedBy: string;
  readonly discardedAt: Date | null;
  readonly publishedVersion: number | null;
}

export interface DraftRow extends DraftHead {
  readonly text: string;
}

export interface StepRow {
  readonly revision: number;
  readonly label: string;
  readonly changes: readonly Change[];
  readonly reverts: number | null;
  readonly authorId: string;
  readonly author: string;
  readonly at: Date;
}

const nameOfUser = `concat_ws(' ', person.surname, person.name, person.patronymic)`;
const head = `draft.id, draft.kind, draft.code, draft.base_version as "baseVersion", draft.revision,
  draft.updated_at as "updatedAt", draft.discarded_at as "discardedAt", draft.published_version as "publishedVersion",
  ${nameOfUser} as "updatedBy"`;
const source = 'definition_draft draft join user_account person on person.id = draft.updated_by';

/** Drafts that are being written, newest change first. */
export async function listOpenDrafts(trx: Transaction): Promise<(DraftHead & { readonly title: string })[]> {
  const { rows } = await trx.raw(
    `select ${head}, draft.text::json -> 'title' as title from ${source}
     where draft.discarded_at is null and draft.published_version is null order by draft.updated_at desc, draft.id`,
  );
  return rows;
}

export async function findDraft(
  trx: Transaction,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<DraftRow | undefined> {
  const { rows } = await trx.raw(
    `select ${head}, draft.text from ${source} where draft.id = ? ${lock === 'lock' ? 'for update of draft' : ''}`,
    [id],
  );
  return rows[0];
}

export async function findOpenDraft(
  trx: Transaction,
  { kind, code }: { readonly kind: DefinitionKind; readonly code: string },
): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select id from definition_draft where kind = :kind and code = :code
       and discarded_at is null and published_version is null`,
    { kind, code },
  );
  return rows[0]?.id;
}

/** Steps after a revision, in their order. */
export async function readSteps(trx: Transaction, draftId: string, after: number): Promise<StepRow[]> {
  const { rows } = await trx.raw(
    `select step.revision, step.label, step.changes, step.reverts, step.author_id as "authorId",
            ${nameOfUser} as author, step.made_at as at
     from definition_draft_step step join user_account person on person.id = step.author_id
     where step.draft_id = :draftId and step.revision > :after order by step.revision`,
    { draftId, after },
  );
  return rows;
}
