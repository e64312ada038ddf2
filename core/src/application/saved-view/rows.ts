import type { ListViewContent } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { ViewOwner } from './queries.ts';

export interface NewView {
  readonly name: string;
  readonly content: ListViewContent;
  readonly usual: boolean;
}

/** One at a time changes the views of a person: their number and the one usual are then what they were read to be. */
export async function lockViewsOf(trx: Transaction, { organisationId, userId }: ViewOwner): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 31))', [`${userId} ${organisationId}`]);
}

export async function insertView(
  trx: Transaction,
  { organisationId, userId }: ViewOwner,
  { name, content, usual, now }: NewView & { readonly now: Date },
): Promise<void> {
  await trx('saved_view').insert({
    ...{ organisation_id: organisationId, user_id: userId, name, usual },
    content: JSON.stringify(content),
    ...{ created_at: now, updated_at: now },
  });
}

/** False: the person has no such view. */
export async function updateView(
  trx: Transaction,
  { organisationId, userId, id }: ViewOwner & { readonly id: string },
  { content, now, ...plain }: Partial<NewView> & { readonly now: Date },
): Promise<boolean> {
  const changed = await trx('saved_view')
    .where({ organisation_id: organisationId, user_id: userId, id })
    .update({ ...plain, ...(content === undefined ? {} : { content: JSON.stringify(content) }), updated_at: now });
  return changed > 0;
}

export async function forgetUsual(trx: Transaction, { organisationId, userId }: ViewOwner): Promise<void> {
  await trx('saved_view')
    .where({ organisation_id: organisationId, user_id: userId, usual: true })
    .update({ usual: false });
}

/** False: the person has no such view. */
export async function deleteView(
  trx: Transaction,
  { organisationId, userId, id }: ViewOwner & { readonly id: string },
): Promise<boolean> {
  return (await trx('saved_view').where({ organisation_id: organisationId, user_id: userId, id }).delete()) > 0;
}
