import type { Transaction } from '../../db.ts';

export interface RoleContent {
  readonly title: string;
  readonly functions: readonly string[];
  readonly permissions: readonly string[];
}

export async function updateRole(trx: Transaction, id: string, content: RoleContent): Promise<void> {
  const { title, functions, permissions } = content;
  await trx('role')
    .where({ id })
    .update({ title, functions: [...functions], permissions: [...permissions] });
}

export async function deleteRole(trx: Transaction, id: string): Promise<void> {
  await trx('role').where({ id }).delete();
}
