import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureVerdict } from '@reglament/sdk';
import { readConfig } from '../../core/src/config.ts';
import type { StoredConnection } from '../../core/src/connection/connection.model.ts';
import type { Database } from '../../core/src/db.ts';
import { openEngine } from '../../core/src/engine.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { createLog } from '../../core/src/log.ts';
import { takeDelivery } from '../../core/src/request/receive.ts';
import { insertApplications, insertPlace } from '../support/database-rows.ts';

export interface AnswerStore {
  /** As the engine keeps what has come: bytes, verdicts, the request's state, the journal, in one transaction. */
  keep(original: Uint8Array, verdicts: readonly SignatureVerdict[]): Promise<void>;
  /** The least that keeping costs: the bytes as a row of one table, committed over the same connections. */
  keepBare(original: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Each on a case of its own: answers of one case wait for one another, and a long history makes each dearer than the last. */
const waiting = 300;

/** The product's engine over a migrated database, and in it requests that wait: every answer says that one is being worked on. */
export async function openAnswerStore(databaseUrl: string): Promise<AnswerStore> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-bench-store-'));
  const config = readConfig({
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: folder, HOST: '127.0.0.1' },
    SECRET_KEY: 'a key for measuring only, of no value',
  });
  const engine = await openEngine({
    ...{ config, databaseUrl, clock: () => new Date(), log: createLog('silent'), plugins: [], tuning: usualTuning },
  });
  const { database } = engine.deps;
  const { connection, requestIds } = await waitingRequests(database);
  await database.execute('create table if not exists bench_kept (id uuid primary key, original bytea not null)');
  let count = 0;
  return {
    keep(original, verdicts) {
      count += 1;
      const requestId = requestIds[count % waiting] ?? '';
      return takeDelivery(engine.deps, connection, {
        ...{ messageId: randomUUID(), requestId, original, verdicts, files: [] },
        outcome: { status: 'interim', text: 'Запрос принят к обработке' },
        ack: async () => undefined,
      });
    },
    async keepBare(original) {
      await database.execute('insert into bench_kept (id, original) values ($1, $2)', [randomUUID(), original]);
    },
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitingRequests(database: Database): Promise<{ connection: StoredConnection; requestIds: string[] }> {
  const place = await insertPlace(database);
  const applicationIds = await insertApplications(database, place, waiting);
  const organisation = { id: place.organisationId, code: 'measured', title: 'Орган' };
  const facts = { plugin: 'smev3', code: 'smev', title: 'СМЭВ' };
  return database.asOwner(async (trx) => {
    const own = { organisation_id: place.organisationId };
    const [{ id }] = await trx('connection')
      .insert({ ...own, ...facts })
      .returning('id');
    const content = JSON.stringify({ plugin: 'smev3', requestKind: 'xml' });
    const type = { kind: 'requestType', code: `t${id}`, version: 1, content, text: content, sha256: '0'.repeat(64) };
    const [{ id: typeVersion }] = await trx('definition_version').insert(type).returning('id');
    const row = {
      ...{ ...own, entry: 'one', type_code: 'one', type_version_id: typeVersion },
      ...{ plugin: 'smev3', kind: 'xml', kind_version: '1', connection_id: id, status: 'waiting' },
      author_id: place.userId,
    };
    const rows = applicationIds.map((id) => ({ ...row, application_id: id, creation_key: id }));
    const requests: { id: string }[] = await trx('request').insert(rows).returning('id');
    const connection = {
      ...facts,
      id,
      organisation,
      settings: {},
      secrets: null,
      enabled: true,
      emulated: false,
      sides: null,
      version: 1,
    };
    return { connection, requestIds: requests.map((one) => one.id) };
  });
}
