import type { DefinitionKind } from '@reglament/format';
import type { Transaction } from '../db.ts';
import { channels, type DraftNews } from '../events/change.ts';
import type { Change } from './delta.ts';

export interface NewDraft {
  readonly kind: DefinitionKind;
  readonly code: string;
  /** The published version it was begun from; null: there is none of this code. */
  readonly baseVersion: number | null;
  /** Canonical. */
  readonly text: string;
  readonly userId: string;
  readonly now: Date;
}

/** Undefined: there is an open draft of this definition already. */
export async function insertDraft(trx: Transaction, draft: NewDraft): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `insert into definition_draft (kind, code, base_version, text, created_by, created_at, updated_by, updated_at)
     values (:kind, :code, :baseVersion, :text, :userId, :now, :userId, :now)
     on conflict (kind, code) where discarded_at is null and published_version is null do nothing
     returning id`,
    { ...draft },
  );
  return rows[0]?.id;
}

export interface NewStep {
  /** What was done, as «Вернуть» and the history name it. */
  readonly label: string;
  readonly changes: readonly Change[];
  /** Revision of the step that this one takes back. */
  readonly reverts: number | null;
}

export interface StepsAt {
  readonly draftId: string;
  /** Of the first of the steps. */
  readonly revision: number;
  readonly userId: string;
  readonly now: Date;
}

export async function insertSteps(trx: Transaction, at: StepsAt, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await trx('definition_draft_step').insert(
    steps.map(({ label, changes, reverts }, index) => ({
      draft_id: at.draftId,
      revision: at.revision + index,
      ...{ label, reverts },
      changes: JSON.stringify(changes),
      author_id: at.userId,
      made_at: at.now,
    })),
  );
}

/** Older steps can no longer be taken back. */
export async function forgetSteps(trx: Transaction, draftId: string, before: number): Promise<void> {
  await trx('definition_draft_step').where({ draft_id: draftId }).where('revision', '<', before).delete();
}

export interface DraftText {
  readonly text: string;
  readonly revision: number;
  readonly userId: string;
  readonly now: Date;
}

export async function updateDraft(
  trx: Transaction,
  id: string,
  { text, revision, userId, now }: DraftText,
): Promise<void> {
  await trx('definition_draft').where({ id }).update({ text, revision, updated_by: userId, updated_at: now });
}

/** Tells the pages of those who may edit definitions, when and only if the transaction commits. */
export async function announceDraft(trx: Transaction, news: DraftNews): Promise<void> {
  await trx.raw('select pg_notify(:channel, :payload)', { channel: channels.draft, payload: JSON.stringify(news) });
}

/** From here on the draft stands on another published version. */
export async function rebaseDraft(trx: Transaction, id: string, baseVersion: number): Promise<void> {
  await trx('definition_draft').where({ id }).update({ base_version: baseVersion });
}

export async function closeDraft(trx: Transaction, id: string, publishedVersion: number): Promise<void> {
  await trx('definition_draft').where({ id }).update({ published_version: publishedVersion });
}

export async function discardDraft(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx('definition_draft').where({ id }).update({ discarded_at: now });
}

/** False: another draft of the same definition has been begun since. */
export async function restoreDraft(trx: Transaction, id: string): Promise<boolean> {
  const { rowCount } = await trx.raw(
    `update definition_draft mine set discarded_at = null where id = ? and not exists (
       select from definition_draft other where other.kind = mine.kind and other.code = mine.code and other.id <> mine.id
         and other.discarded_at is null and other.published_version is null)`,
    [id],
  );
  return rowCount > 0;
}
