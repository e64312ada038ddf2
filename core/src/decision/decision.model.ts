import type { DecisionGround } from '../api.gen.ts';
import type { DecisionKind, DecisionStatus } from '../application/facts.ts';
import type { SigningPlace } from '../signature/signing.ts';
import type { KeptRepeat } from './repeat-refusal.ts';

/** A row of `decision`, with the names of its people. */
export interface DecisionRecord {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly grounds: readonly DecisionGround[];
  readonly text: string;
  readonly message: string;
  readonly repeat: KeptRepeat | null;
  readonly status: DecisionStatus;
  /** Who signs its paper, in their order; empty: nobody in particular. */
  readonly signatures: readonly SigningPlace[];
  readonly author: { readonly id: string; readonly name: string };
  /** Who published it, or sent it back. */
  readonly approver: { readonly id: string; readonly name: string } | null;
  readonly returnComment: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
  /** When, and by which procedure. */
  readonly revoked: { readonly at: string; readonly id: string; readonly number: string | null } | null;
}

const person = (
  table: string,
  name: string,
) => `case when ${table}.id is not null then jsonb_build_object('id', ${table}.id,
  'name', concat_ws(' ', ${table}.surname, ${table}.name, ${table}.patronymic)) end as ${name}`;

/** Columns of `decision d`, `user_account author`, `user_account approver` in the shape of DecisionRecord. */
export const decisionColumns = `d.id, d.kind, d.grounds, d.text, d.message, d.repeat, d.status, d.signatures, ${person('author', 'author')},
  ${person('approver', 'approver')}, d.return_comment as "returnComment", d.created_at as "createdAt",
  d.updated_at as "updatedAt", d.published_at as "publishedAt",
  (select jsonb_build_object('at', d.revoked_at, 'id', r.id, 'number', r.number) from application r
   where r.id = d.revoked_by) as revoked`;
