import type { Transaction } from '../db.ts';

export interface NewTokenRow {
  readonly organisationId: string;
  readonly userId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly hint: string;
  readonly scopes: readonly string[];
  /** Undefined: by whoever has the machine. */
  readonly createdBy: string | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertToken(trx: Transaction, row: NewTokenRow): Promise<string> {
  const [inserted] = await trx('api_token')
    .insert({
      organisation_id: row.organisationId,
      user_id: row.userId,
      name: row.name,
      hash: row.hash,
      hint: row.hint,
      scopes: [...row.scopes],
      created_by: row.createdBy ?? null,
      created_at: row.createdAt,
      expires_at: row.expiresAt,
    })
    .returning<{ id: string }[]>('id');
  if (inserted === undefined) throw new Error('the token was not stored');
  return inserted.id;
}

export interface Revocation {
  readonly id: string;
  /** Undefined: of whatever body. */
  readonly organisationId: string | undefined;
  readonly revokedBy: string | undefined;
  readonly at: Date;
}

/** Ends the token and its account; a repeat changes nothing. False when there is no such token. */
export async function revokeToken(
  trx: Transaction,
  { id, organisationId, revokedBy, at }: Revocation,
): Promise<boolean> {
  const token = await trx('api_token')
    .where({ id, ...(organisationId === undefined ? {} : { organisation_id: organisationId }) })
    .forUpdate()
    .first<{ user_id: string; revoked_at: Date | null } | undefined>('user_id', 'revoked_at');
  if (token === undefined) return false;
  if (token.revoked_at !== null) return true;
  await trx('api_token')
    .where({ id })
    .update({ revoked_at: at, revoked_by: revokedBy ?? null });
  await trx('user_account').where({ id: token.user_id }).update({ disabled_at: at });
  return true;
}

export async function markUsed(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx('api_token').where({ id }).update({ last_used_at: at });
}
