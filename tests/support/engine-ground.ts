import { randomUUID } from 'node:crypto';
import type { Host, Json } from '@reglament/sdk';
import type { KitGround } from '@reglament/sdk/kit';
import type { StoredConnection } from '../../core/src/connection/connection.model.ts';
import { openHost } from '../../core/src/connection/host.ts';
import { openProviderFetch } from '../../core/src/connection/provider-fetch.ts';
import type { Database } from '../../core/src/db.ts';
import { createLog } from '../../core/src/log.ts';
import type { Place } from './database-rows.ts';

/** The engine's own host under the kit: its values stand in PostgreSQL, its calls go through its `fetch`. */
export function openEngineGround(database: Database, { organisationId }: Pick<Place, 'organisationId'>): KitGround {
  return {
    openStore() {
      const opened = openOn(database, organisationId);
      const owners = new Map<string, string>();
      const remember = <T extends Json>(owner: string, value: T): T => {
        owners.set(JSON.stringify(value), owner);
        return value;
      };
      return {
        once: async (owner, key, make) => remember(owner, await (await opened).once(owner, key, make)),
        renew: async (owner, key, make) => remember(owner, await (await opened).renew(owner, key, make)),
        owner: async (key, value) => (await opened).owner(key, value),
        ownerOf: (value) => owners.get(JSON.stringify(value)),
      };
    },
    openFetch: ({ timeLimit, sizeLimit, record }) =>
      openProviderFetch({
        ...{ timeout: timeLimit, limit: sizeLimit, send: fetch },
        onExchange: async ({ sent, received, ...exchange }) =>
          record({ direction: 'out', ...exchange, ...(sent ? { sent } : {}), ...(received ? { received } : {}) }),
      }),
  };
}

/** A connection of its own, so that nothing of one scene is seen in another. */
async function openOn(database: Database, organisationId: string): Promise<Host<unknown>> {
  const code = randomUUID();
  const { rows } = await database.execute(
    `insert into connection (organisation_id, plugin, code, title) values ($1, 'kit', $2, 'Для проверки') returning id`,
    [organisationId, code],
  );
  const connection: StoredConnection = {
    ...{ id: (rows as { id: string }[])[0]?.id ?? '', plugin: 'kit', code, settings: {}, secrets: null },
    ...{ organisation: null, enabled: true, emulated: false, sides: null, version: 1 },
  };
  const notAsked = () => Promise.reject(new Error('the kit lends it itself'));
  const parts = {
    clock: () => new Date(),
    log: createLog('silent', { write: () => undefined }),
    node: 'kit',
    send: fetch,
    callAddresses: { of: () => '' },
    sendAs: () => fetch,
  };
  const lend = { signer: notAsked, bus: notAsked };
  return openHost(
    { ...parts, database, resolve: notAsked, requestType: notAsked, services: notAsked, lend },
    connection,
    {},
  );
}
