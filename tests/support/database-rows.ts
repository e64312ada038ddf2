import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../../core/src/db.ts';

/** Rows written past the commands, for tests of the database itself. Each call makes its own. */
export interface Place {
  readonly organisationId: string;
  readonly userId: string;
  readonly versionId: string;
}

export async function insertPlace(database: Database): Promise<Place> {
  const mark = randomBytes(6).toString('hex');
  return database.asOwner(async (trx) => {
    const organisationId = await insert(trx, 'organisation', {
      code: mark,
      title: `Орган ${mark}`,
      short_title: mark,
      mnemonic: mark,
      kind: 'municipal',
      workplace: 'doverie',
    });
    const userId = await insert(trx, 'user_account', {
      login: `user-${mark}`,
      surname: 'Проверкина',
      name: 'Нина',
      password_hash: 'none',
    });
    const versionId = await insert(trx, 'definition_version', {
      kind: 'service',
      code: `s${mark}`,
      version: 1,
      content: '{}',
      text: '{}',
      sha256: createHash('sha256').update('{}').digest('hex'),
    });
    return { organisationId, userId, versionId };
  });
}

export async function insertApplications(database: Database, place: Place, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const rows = ids.map((id) => ({
    id,
    organisation_id: place.organisationId,
    service_code: 'checked',
    service_version_id: place.versionId,
    workflow_version_id: place.versionId,
    state: 'draft',
    phase: 'draft',
    creator_id: place.userId,
  }));
  await database.asOwner(async (trx) => trx.batchInsert('application', rows, 500));
  return ids;
}

async function insert(trx: Transaction, table: string, row: object): Promise<string> {
  const [made] = await trx(table).insert(row).returning<{ id: string }[]>('id');
  if (made === undefined) throw new Error(`nothing was inserted into ${table}`);
  return made.id;
}
