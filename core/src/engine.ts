import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Incoming, Plugin } from '@reglament/sdk';
import type { Logger } from 'pino';
import { findApplicationPlace } from './access/queries.ts';
import { type AddressGuard, onlyEmulators, onlyThisMachine, openAddressGuard } from './address-guard.ts';
import { createApp } from './app.ts';
import { scheduleBulkRuns } from './application/bulk/schedule.ts';
import { followCalendars, scheduleClock } from './application/clock/schedule.ts';
import { scheduleDrafts } from './application/discard/schedule.ts';
import { scheduleExports } from './application/export/schedule.ts';
import { requestStartTopic } from './application/request-start.ts';
import type { Config } from './config.ts';
import { openCallAddresses } from './connection/call-address.ts';
import type { StoredConnection } from './connection/connection.model.ts';
import type { WayOut } from './connection/host.ts';
import { openPluginLog } from './connection/plugin-log.ts';
import { type Connections, openConnections } from './connection/registry.ts';
import { pollBodySoon } from './connection/rows.ts';
import { prepareSchema } from './database/connect.ts';
import { type Database, openDatabase } from './db.ts';
import { englishWords } from './definition/english-words.ts';
import { followPublications } from './definition/follow.ts';
import { type DefinitionStore, openDefinitionStore } from './definition/store.ts';
import { schedulePublications } from './definition-draft/publication/schedule.ts';
import { quarantine } from './delivery/commands.ts';
import { openEmulatorsOf } from './demo/emulators.ts';
import { seedConnections } from './demo/seed.ts';
import type { Deps } from './deps.ts';
import { scheduleDestruction } from './destruction/schedule.ts';
import { scheduleDigests } from './digest/make.ts';
import { digestTopic } from './digest/rows.ts';
import { sendDigestClaimed } from './digest/send.ts';
import { type EventHubOptions, openEventHub } from './events/hub.ts';
import { openExchange, type Sender } from './exchange/exchange.ts';
import { scheduleRetention } from './exchange/retention.ts';
import { type Tuning, usualTuning } from './exchange/tuning.ts';
import { openGuardedFetch, resolveGuarded } from './fetch-guarded.ts';
import { openScanner } from './file/scanner.ts';
import { scheduleSweep } from './file/sweep/schedule.ts';
import { scheduleUploadCleaning } from './file/upload/schedule.ts';
import { registerGauges } from './gauges.ts';
import { scheduleSignInCleaning } from './identity/schedule.ts';
import { replyTopic } from './incoming-request/commands.ts';
import { takeIncoming } from './incoming-request/receive.ts';
import { replyClaimed } from './incoming-request/send.ts';
import { providedServices } from './intake/provided-services.ts';
import { takePortalMessage } from './intake/take-message.ts';
import { openJobs } from './jobs.ts';
import { openAccessLog } from './journal/access-log.ts';
import { scheduleViewRetention } from './journal/retention.ts';
import { scheduleSealing } from './journal/schedule.ts';
import { sealKey } from './journal/seal.ts';
import type { SealStore } from './journal/seal-store.ts';
import { openLocalBus } from './local-bus/bus.ts';
import { openEnglish } from './locale/english.ts';
import { createMetrics } from './metrics.ts';
import { noticeTopic } from './notice/rows.ts';
import { sendNoticeClaimed } from './notice/send.ts';
import { publicationTopic } from './publication/rows.ts';
import { publishClaimed } from './publication/send.ts';
import { requestTopic } from './request/commands.ts';
import { listWaitingIds } from './request/queries.ts';
import { takeDelivery } from './request/receive.ts';
import { sendClaimed } from './request/send.ts';
import { startClaimed } from './request/start.ts';
import { typeOfRequest } from './request/type.ts';
import { openSecretBox } from './secret-box.ts';
import { scheduleSessionCleaning } from './session/schedule.ts';
import { scheduleAttorneyTerm } from './signature/attorney/term.ts';
import { createVerifier } from './signature/verifier.ts';
import { openStorage } from './storage.ts';
import { openStands, type Stands } from './test-run/stand/stands.ts';
import { openWebhookWorker, scheduleWebhookCleaning } from './webhook/sending.ts';

export interface EngineOptions {
  readonly config: Config;
  /** Of a migrated database, by its owner. */
  readonly databaseUrl: string;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly plugins: readonly Plugin[];
  readonly tuning?: Tuning;
  /** A stand on which a service is tried out: nothing of it leaves this machine. */
  readonly isStand?: true;
}

export interface Engine {
  readonly deps: Deps;
  readonly handle: RequestListener;
  /** Begins to take jobs; until then the process answers requests only. */
  work(): Promise<void>;
  /** Ends streams, lets jobs finish, writes what waits and closes the database. The caller stops listening before. */
  close(): Promise<void>;
}

/** Puts the parts together, the same for the product and for tests. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { config, databaseUrl, clock, log, tuning = usualTuning } = options;
  const { files, seals } = await openStorage(config, log);
  const { databasePool: poolSize, databaseTimeout: timeout } = config;
  const database = openDatabase({ url: databaseUrl, poolSize, timeout, log });
  const definitions = await openDefinitionStore(database);
  await followPublications({ database, definitions, log });
  const jobs = openJobs(database, log);
  const accessLog = openAccessLog(database, log);
  const placeOf = (change: ChangedPlace) => placeOfChange(database, definitions, change);
  const events = await openEventHub({ database, clock, log, placeOf });
  const scan = openScanner(config.antivirus);
  const metrics = createMetrics();
  const parts = { config, database, clock, log, metrics, jobs, accessLog, events, definitions, files, scan };
  const secrets = openSecretBox(config.secretKey, 'connection');
  const callAddresses = openCallAddresses(config.callBase, config.secretKey);
  const pluginLog = openPluginLog({ database, log, node: config.node });
  const connections = connectionsOf(options, { database, definitions, files, secrets, callAddresses, pluginLog });
  const stands = options.isStand ? undefined : await standsOf(options, database);
  const deps: Deps = {
    ...parts,
    english: englishOf(options, definitions),
    verifySignature: createVerifier(connections),
    secrets,
    ...{ callAddresses, pluginLog },
    connections,
    tuning,
    stands,
  };
  const exchange = openExchange(deps, senders, {
    waiting: listWaitingIds,
    delivery: takeDelivery,
    incoming: takeMessage,
  });
  defineJobs(deps, seals);
  registerGauges(deps);
  await followCalendars(deps);
  const webhooks = openWebhookWorker(deps);
  await jobs.open();
  return {
    deps,
    handle: createApp(deps).callback(),
    async work() {
      await jobs.start();
      await webhooks.start();
      await exchange.start();
    },
    async close() {
      await stands?.close();
      await events.close();
      await Promise.all([jobs.stop(), webhooks.stop(), exchange.stop()]);
      await connections.close();
      await Promise.all([accessLog.close(), pluginLog.close()]);
      await database.close();
    },
  };
}

/** Stands are engines of their own, which know neither the installation nor each other. */
function standsOf(options: EngineOptions, database: Database): Promise<Stands> {
  const { tuning } = options;
  return openStands({
    ...options,
    database,
    openEngine: (place) => openEngine({ ...options, ...place, isStand: true, ...(tuning && { tuning }) }),
    prepare: prepareSchema,
    connect: async ({ deps }, connections) => {
      await seedConnections(deps, { connections: [...connections] });
      return openEmulatorsOf(deps, connections, join(deps.config.dataDir, 'emulators'));
    },
  });
}

const senders: readonly Sender[] = [
  { topic: requestTopic, send: sendClaimed },
  { topic: requestStartTopic, send: startClaimed },
  { topic: replyTopic, send: replyClaimed },
  { topic: publicationTopic, send: publishClaimed },
  { topic: noticeTopic, send: sendNoticeClaimed },
  { topic: digestTopic, send: sendDigestClaimed },
];

/** What others begin, each kind to the concept that works with it; what nobody here can work with waits for a person. */
function takeMessage(deps: Deps, stored: StoredConnection, message: Incoming): Promise<void> {
  switch (message.kind) {
    case 'request':
      return takeIncoming(deps, stored, message);
    case 'application':
    case 'correction':
    case 'cancel':
    case 'text':
      return takePortalMessage(deps, stored, message);
    case 'unreadable':
      return quarantine(deps, stored, message);
  }
}

function englishOf({ config, plugins }: EngineOptions, definitions: DefinitionStore): Deps['english'] {
  const words = (contents: readonly object[]) => englishWords(config.definitionsDir, contents);
  return openEnglish({ words, definitions, plugins });
}

/** The plugins' connections, with a bus between the bodies for those that have none of their own. */
function connectionsOf(
  { config, clock, log, plugins, isStand }: EngineOptions,
  parts: Pick<Deps, 'database' | 'definitions' | 'files' | 'secrets' | 'callAddresses' | 'pluginLog'>,
): Connections {
  const { database, definitions, files, secrets, callAddresses, pluginLog } = parts;
  const wake = (organisationId: string) => database.asOwner((trx) => pollBodySoon(trx, organisationId, clock()));
  // Another side that is real must not hear of what is only tried out, whatever a connection says.
  const way = wayOut(isStand ? onlyThisMachine : openAddressGuard(config.privateNetworks));
  return openConnections({
    ...{ database, clock, log, plugins, callAddresses, pluginLog },
    ...{ ...way, within: wayOut(onlyEmulators) },
    ...{ node: config.node, emulators: config.emulators, box: secrets },
    requestType: (request) => typeOfRequest({ database, definitions }, request),
    services: (connection) => providedServices({ database, definitions }, connection),
    localBus: ({ organisation }) => openLocalBus({ database, files, clock, wake }, organisation?.id ?? ''),
  });
}

function wayOut(guard: AddressGuard): WayOut {
  return {
    send: openGuardedFetch(guard),
    sendAs: (identity) => openGuardedFetch(guard, identity),
    resolve: (name) => resolveGuarded(guard, name),
  };
}

function defineJobs(deps: Deps, seals: SealStore): void {
  const { config, database, clock, jobs } = deps;
  scheduleSealing(jobs, { database, seals, key: sealKey(config.secretKey) }, clock);
  scheduleSessionCleaning(jobs, database, clock);
  scheduleSignInCleaning(deps);
  scheduleClock(deps);
  scheduleDigests(deps);
  scheduleWebhookCleaning(jobs, { database, clock });
  scheduleRetention(deps);
  scheduleViewRetention(deps);
  scheduleSweep(deps);
  scheduleExports(deps);
  scheduleUploadCleaning(deps);
  scheduleBulkRuns(deps);
  scheduleDestruction(deps);
  scheduleDrafts(deps);
  schedulePublications(deps);
  scheduleAttorneyTerm(deps);
}

type ChangedPlace = Parameters<EventHubOptions['placeOf']>[0];

function placeOfChange(database: Database, definitions: DefinitionStore, change: ChangedPlace) {
  const path = { id: change.applicationId, through: 'application' } as const;
  return database.inBodies([change.organisationId], (trx) => findApplicationPlace(trx, definitions, path));
}
