import type { ListViewContent } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';

/** Whose: views are kept for each body apart, because its workplace has its own tabs and columns. */
export interface ViewOwner {
  readonly organisationId: string;
  readonly userId: string;
}

export interface SavedViewRow {
  readonly id: string;
  readonly name: string;
  readonly usual: boolean;
  readonly content: ListViewContent;
}

export async function listSavedViews(trx: Transaction, { organisationId, userId }: ViewOwner): Promise<SavedViewRow[]> {
  return trx('saved_view')
    .where({ organisation_id: organisationId, user_id: userId })
    .select('id', 'name', 'usual', 'content')
    .orderByRaw('lower(name), id');
}
