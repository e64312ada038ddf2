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
  close(): Promise<void>;
}

/** The product's engine over a migrated database, and in it one request that waits: every answer says that it is being worked on. */
export async function openAnswerStore(databaseUrl: string): Promise<AnswerStore> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-bench-store-'));
  const config = readConfig({
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: folder, HOST: '127.0.0.1' },
    SECRET_KEY: 'a key for measuring only, of no value',
  });
  const engine = await openEngine({
    ...{ config, databaseUrl, clock: () => new Date(), log: createLog('silent'), plugins: [], tuning: usualTuning },
  });
  const { connection, requestId } = await waitingRequest(engine.deps.database);
  return {
    keep: (original, verdicts) =>
      takeDelivery(engine.deps, connection, {
        ...{ messageId: randomUUID(), requestId, original, verdicts, files: [] },
        outcome: { status: 'interim', text: 'Запрос принят к обработке' },
        ack: async () => undefined,
      }),
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitingRequest(database: Database): Promise<{ connection: StoredConnection; requestId: string }> {
  const place = await insertPlace(database);
  const [applicationId = ''] = await insertApplications(database, place, 1);
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
    const [request] = await trx('request')
      .insert({
        ...{ ...own, application_id: applicationId, entry: 'one', type_code: 'one', type_version_id: typeVersion },
        ...{ plugin: 'smev3', kind: 'xml', kind_version: '1', connection_id: id, status: 'waiting' },
        ...{ author_id: place.userId, creation_key: applicationId },
      })
      .returning('id');
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
    return { connection, requestId: request.id };
  });
}
