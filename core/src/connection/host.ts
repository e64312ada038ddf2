import type {
  Bus,
  ClientIdentity,
  ExchangeRecord,
  Host,
  Json,
  JsonObject,
  ProvidedService,
  RequestTypeDefinition,
  Signer,
} from '@reglament/sdk';
import { concealed, ProviderError } from '@reglament/sdk';
import type { Logger } from 'pino';
import type { Database } from '../db.ts';
import type { CallAddresses } from './call-address.ts';
import type { StoredConnection } from './connection.model.ts';
import { currentOwner } from './evidence.ts';
import type { LogLine } from './log-line.ts';
import { openProviderFetch } from './provider-fetch.ts';
import { findOwner, findValue, type ValueName } from './queries.ts';
import { insertExchange, insertValue } from './rows.ts';

/** How a connection reaches the other side; it guards addresses. */
export interface WayOut {
  readonly send: typeof fetch;
  /** The same for a client of TLS with something of its own. */
  readonly sendAs: (identity: ClientIdentity) => typeof fetch;
  /** The address behind a name, when it may be reached. */
  readonly resolve: (name: string) => Promise<string>;
}

export interface HostParts extends WayOut {
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly node: string;
  /** By what type a request of a connection was made. */
  readonly requestType: (request: RequestPlace) => Promise<RequestTypeDefinition | undefined>;
  readonly callAddresses: Pick<CallAddresses, 'of'>;
  /** Keeps what the plugin says for people; gives it as it may be seen. */
  readonly tell?: (event: string, facts: LogLine['facts']) => LogLine['facts'];
  /** What the body of a connection provides. */
  readonly services: (connection: StoredConnection) => Promise<readonly ProvidedService[]>;
  /** What the neighbours of this connection lend it. */
  readonly lend: {
    signer(connection: StoredConnection): Promise<Signer>;
    bus(connection: StoredConnection): Promise<Bus>;
  };
}

export interface RequestPlace {
  readonly requestId: string;
  readonly connectionId: string;
}

/** Milliseconds and bytes; a plugin's settings may say less. */
const TIMEOUT = 30_000;
const LIMIT = 32 * 1_048_576;

/** All that the plugin of this connection gets of the platform. */
export function openHost(parts: HostParts, connection: StoredConnection, config: JsonObject): Host<unknown> {
  const { clock, log, node, lend } = parts;
  const { id: connectionId, organisation } = connection;
  const record = (exchange: ExchangeRecord) => keepRecord(parts, connection, exchange);
  const open = (send: typeof fetch, keep: (exchange: ExchangeRecord) => Promise<void>) =>
    openProviderFetch({
      timeout: TIMEOUT,
      limit: LIMIT,
      send,
      onExchange: ({ sent, received, ...exchange }) =>
        keep({ direction: 'out', ...exchange, ...(sent ? { sent } : {}), ...(received ? { received } : {}) }),
    });
  const both = (send: typeof fetch) => ({
    fetch: open(send, record),
    fetchSecret: open(send, (exchange) => record(concealed(exchange))),
  });
  return {
    config,
    ...(organisation === null ? {} : { body: organisation }),
    node,
    now: clock,
    log: (event, facts = {}) => {
      const told = parts.tell?.(event, facts) ?? facts;
      log.info({ connection: connectionId, plugin: connection.plugin, ...told }, event);
    },
    ...both(parts.send),
    clientOf: (identity) => both(parts.sendAs(identity)),
    resolve: parts.resolve,
    record,
    once: (owner, key, make) => once(parts.database, { connectionId, owner, key }, make),
    renew: (owner, key, make) => renew(parts.database, { connectionId, owner, key }, make),
    owner: (key, value) => parts.database.asOwner((trx) => findOwner(trx, { connectionId, key, value })),
    requestType: (requestId) => parts.requestType({ requestId, connectionId }),
    callAddress: (request) => parts.callAddresses.of(connectionId, request),
    services: () => parts.services(connection),
    signer: () => lend.signer(connection),
    bus: () => lend.bus(connection),
  };
}

async function keepRecord({ database, clock }: HostParts, connection: StoredConnection, exchange: ExchangeRecord) {
  const { owner = currentOwner(), sent, received, ...facts } = exchange;
  const row = {
    ...facts,
    connectionId: connection.id,
    organisationId: connection.organisation?.id ?? null,
    ownerId: owner ?? null,
    at: clock(),
    sent: sent ?? null,
    received: received ?? null,
    emulated: connection.emulated,
  };
  await database.asOwner((trx) => insertExchange(trx, row));
}

/** Committed before it is given: two processes that make one at the same moment get the one that came first. */
async function once<T extends Json>(database: Database, name: ValueName, make: () => T): Promise<T> {
  return database.asOwner(async (trx) => {
    const known = await findValue(trx, name);
    if (known) return known.value as T;
    const value = make();
    if (await insertValue(trx, name, { round: 1, value })) return value;
    return (await getValue(findValue(trx, name))).value as T;
  });
}

async function renew<T extends Json>(database: Database, name: ValueName, make: () => T): Promise<T> {
  return database.asOwner(async (trx) => {
    const round = ((await findValue(trx, name))?.round ?? 0) + 1;
    const value = make();
    if (await insertValue(trx, name, { round, value })) return value;
    return (await getValue(findValue(trx, name))).value as T;
  });
}

async function getValue(found: ReturnType<typeof findValue>) {
  const value = await found;
  if (value === undefined) throw new Error('a value that another transaction wrote is not to be seen');
  return value;
}

/** Words for a plugin that needs what nobody lends. */
export function notLent(what: string, { organisation }: Pick<StoredConnection, 'organisation'>): ProviderError {
  const text =
    organisation === null
      ? `Нет подключения всей системы, которое даёт: ${what}. Добавьте его в «Подключениях», отметив «Для всей системы».`
      : `У ведомства нет подключения, которое даёт: ${what}. Настройте его.`;
  return new ProviderError('notLent', text, { retry: 'never' });
}
