import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, Transaction } from './db.ts';

/** What a handler knows of the job beside its data. */
interface JobFacts {
  readonly id: string;
  /** 1 at the first try. A try may be a repeat of one that was cut off, so a handler does its work idempotently. */
  readonly attempt: number;
  /** Aborts when the process stops or the try has lasted too long. */
  readonly signal: AbortSignal;
}

type JobHandler<Data extends object> = (data: Data, facts: JobFacts) => Promise<void>;

interface NewJob {
  readonly name: string;
  readonly data: object;
  /** One job with this key waits at most; another of the same key is not added. */
  readonly singletonKey?: string;
  /** Not before this moment. */
  readonly startAfter?: Date;
}

/** The last failure as the queue keeps it. */
export interface JobFailure {
  /** Of the error's class; undefined: the queue's own verdict. */
  readonly name: string | undefined;
  readonly code: string | undefined;
  readonly message: string;
}

/** A job that failed at every try and now waits for a person. */
export interface ParkedJob {
  readonly id: string;
  readonly name: string;
  readonly data: object;
  readonly parkedAt: Date;
  readonly failure: JobFailure;
  /** For the page after it. */
  readonly cursor: string;
}

/** What waits in the whole installation. */
export interface QueueDepth {
  /** Of each queue that has any: due now and not taken yet. */
  readonly waiting: readonly { readonly name: string; readonly count: number }[];
  readonly parked: number;
  /** Seconds since the oldest of them became due; 0: none waits. */
  readonly oldestSeconds: number;
}

export interface Jobs {
  /** Binds a handler; before start(). The data are checked against the schema when put in and when taken out. */
  defineJob<Data extends object>(name: string, schema: AnySchemaObject, handler: JobHandler<Data>): void;
  /** Puts a job into the queue in the caller's transaction: no commit, no job; commit, and it runs at least once. */
  enqueue(trx: Transaction, job: NewJob): Promise<void>;
  /** Runs a job by the clock; `cron` has five fields, in UTC. Before start(). However many processes run, once. */
  schedule(name: string, cron: string, data: object): void;
  /** Makes the queues. Otherwise the first `enqueue` does it, which takes a connection inside of its caller's transaction. */
  open(): Promise<void>;
  /** Begins to take jobs; until then the process only puts them in. */
  start(): Promise<void>;
  /** Lets running jobs end, for 20 seconds at most. */
  stop(): Promise<void>;
  /** Looks at once for jobs of killed workers, which otherwise happens each minute. */
  inspect(): Promise<void>;
  /** The latest first. */
  parked(page: { readonly after?: string | undefined; readonly limit: number }): Promise<ParkedJob[]>;
  /** Puts a parked job back into its queue, with all its tries. Gives its name; undefined: there is none, or no longer. */
  unpark(trx: Transaction, id: string): Promise<string | undefined>;
  /** Takes a parked job away for good. */
  discard(trx: Transaction, id: string): Promise<string | undefined>;
  depth(): Promise<QueueDepth>;
}

/** The queue of the dead letters, which wait for a person. */
export const PARKED = 'parked';
const TEN_YEARS = 10 * 365 * 24 * 60 * 60;

/** Seconds. A worker that is killed falls silent; its job is taken up again after `heartbeatSeconds`, looked at each minute. */
const queue = {
  policy: 'short',
  notify: true,
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 900,
  heartbeatSeconds: 30,
  // a job that nobody could run for long must not vanish
  retentionSeconds: TEN_YEARS,
  deleteAfterSeconds: 7 * 24 * 60 * 60,
  deadLetter: PARKED,
} as const;

interface Definition {
  readonly check: ValidateFunction;
  readonly handler: JobHandler<object>;
}

export function openJobs(database: Database, log: Logger): Jobs {
  // The schemas are our own: the schema of schemas would cost more than all of them.
  const ajv = new Ajv({ strict: true, meta: false, validateSchema: false });
  const definitions = new Map<string, Definition>();
  const schedules = new Map<string, { cron: string; data: object }>();
  let producer: Promise<PgBoss> | undefined;
  let worker: PgBoss | undefined;
  const producing = () => {
    producer ??= startProducer(database, log, [...definitions.keys()]);
    return producer;
  };
  return {
    defineJob<Data extends object>(name: string, schema: AnySchemaObject, handler: JobHandler<Data>) {
      if (producer !== undefined || name === PARKED || definitions.has(name))
        throw new Error(`job ${name}: too late or taken`);
      // what the handler gets has passed the schema
      definitions.set(name, { check: ajv.compile(schema), handler: handler as unknown as JobHandler<object> });
    },
    schedule(name, cron, data) {
      schedules.set(name, { cron, data });
    },
    // the policy keeps one waiting job a key, so what may be many gets a key of its own
    async enqueue(trx, { name, data, singletonKey = crypto.randomUUID(), startAfter }) {
      checkData(definitions, name, data);
      const db = { executeSql: (text: string, values?: unknown[]) => executeIn(trx, text, values) };
      const boss = await producing();
      await boss.send(name, data, { db, singletonKey, ...(startAfter === undefined ? {} : { startAfter }) });
    },
    open: async () => void (await producing()),
    async start() {
      await producing();
      worker = createBoss(database, log, true);
      await worker.start();
      for (const [name, definition] of definitions) await work(worker, { name, definition, log });
      for (const [name, { cron, data }] of schedules) {
        checkData(definitions, name, data);
        await worker.schedule(name, cron, data, { tz: 'UTC', singletonKey: 'by the clock' });
      }
    },
    async stop() {
      await worker?.stop({ graceful: true, timeout: 20_000 });
      await (await producer)?.stop({ graceful: false });
      worker = undefined;
      producer = undefined;
    },
    inspect: async () => worker?.supervise(),
    parked: (page) => parked(database, page),
    unpark: async (trx, id) => unpark(trx, await producing(), id),
    discard: async (trx, id) => (await takeParked(trx, id))?.name,
    depth: () => depth(database),
  };
}

/** Puts jobs in and takes none: works before start(), and in a process that only answers requests. */
async function startProducer(database: Database, log: Logger, names: readonly string[]): Promise<PgBoss> {
  const boss = createBoss(database, log, false);
  await boss.start();
  await boss.createQueue(PARKED, { retentionSeconds: TEN_YEARS });
  for (const name of names) await boss.createQueue(name, queue);
  return boss;
}

function checkData(definitions: ReadonlyMap<string, Definition>, name: string, data: object): Definition {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`unknown job ${name}`);
  if (!definition.check(data)) throw new TypeError(`job ${name}: ${JSON.stringify(definition.check.errors)}`);
  return definition;
}

function createBoss(database: Database, log: Logger, workers: boolean): PgBoss {
  const boss = new PgBoss({
    db: {
      executeSql: database.execute,
      listen: (channel, onMessage, onReconnect) => database.listen(channel, { onMessage, onReconnect }),
    },
    schema: 'pgboss',
    migrate: false, // done with our own tables
    supervise: workers,
    schedule: workers,
    useListenNotify: true, // a producer sends the wake-up as well
    cronMonitorIntervalSeconds: 30,
  });
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message, facts: warning.data }, 'jobs'));
  return boss;
}

interface Worked {
  readonly name: string;
  readonly definition: Definition;
  readonly log: Logger;
}

/** Woken by NOTIFY; the poll is only for what a broken connection missed. */
async function work(boss: PgBoss, { name, definition, log }: Worked): Promise<void> {
  const options = { includeMetadata: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 } as const;
  let worker: string | undefined;
  worker = await boss.work(name, options, async ([job]: JobWithMetadata<object>[]) => {
    if (job === undefined) return;
    if (worker !== undefined) boss.notifyWorker(worker); // where one waited there may be more: looks again without a pause
    checkData(new Map([[name, definition]]), name, job.data);
    const facts = { id: job.id, attempt: job.retryCount + 1 };
    log.info({ job: name, ...facts }, 'job taken');
    await definition.handler(job.data, { ...facts, signal: job.signal });
  });
}

/** What the queue has written down of a failure. */
export const failureIn = `json_strip_nulls(json_build_object('name', output ->> 'name', 'code', output ->> 'code',
  'message', coalesce(output ->> 'message', output -> 'value' ->> 'message', '')))`;

/** Microseconds, because a Date would round them and the next page would begin in the wrong place. */
const PARKED_AT = '(extract(epoch from created_on) * 1000000)::bigint';

async function parked(database: Database, { after, limit }: { after?: string | undefined; limit: number }) {
  const [moment = null, id = null] = after?.split('_') ?? [];
  const { rows } = await database.execute(
    `select id, source_name as name, data, created_on as "parkedAt", ${PARKED_AT} || '_' || id as cursor,
       ${failureIn} as failure
     from pgboss.job where name = $1 and state < 'active'
       and ($2::bigint is null or (${PARKED_AT}, id) < ($2::bigint, $3::uuid))
     order by created_on desc, id desc limit $4`,
    [PARKED, moment, id, limit],
  );
  return rows as ParkedJob[];
}

/** Of two who decide at once, one gets it. */
async function takeParked(trx: Transaction, id: string): Promise<{ name: string; data: object } | undefined> {
  const { rows } = await executeIn(
    trx,
    `delete from pgboss.job where name = $1 and id = $2 and state < 'active' returning source_name as name, data`,
    [PARKED, id],
  );
  return (rows as { name: string; data: object }[])[0];
}

async function unpark(trx: Transaction, boss: PgBoss, id: string): Promise<string | undefined> {
  const job = await takeParked(trx, id);
  if (job === undefined) return undefined;
  const db = { executeSql: (text: string, values?: unknown[]) => executeIn(trx, text, values) };
  await boss.send(job.name, job.data, { db, singletonKey: crypto.randomUUID() });
  return job.name;
}

async function depth(database: Database): Promise<QueueDepth> {
  const { rows } = await database.execute(
    `select name, count(*)::int as count, greatest(extract(epoch from now() - min(start_after)), 0)::float8 as oldest
     from pgboss.job where state < 'active' and (name = $1 or start_after <= now()) group by name order by name`,
    [PARKED],
  );
  const counted = rows as { name: string; count: number; oldest: number }[];
  const waiting = counted.filter(({ name }) => name !== PARKED);
  return {
    waiting: waiting.map(({ name, count }) => ({ name, count })),
    parked: counted.find(({ name }) => name === PARKED)?.count ?? 0,
    oldestSeconds: Math.max(0, ...waiting.map(({ oldest }) => oldest)),
  };
}

/** pg-boss writes pg's placeholders ($1), which knex would take for text: the statement goes to the connection itself. */
async function executeIn(trx: Transaction, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const connection = await trx.client.acquireConnection();
  return connection.query(text, values);
}
