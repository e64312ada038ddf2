import { lookup } from 'node:dns/promises';
import type {
  BodyRef,
  Bus,
  ExchangeRecord,
  Host,
  ProvidedService,
  RequestTypeDefinition,
  Signer,
} from '../src/index.ts';
import { concealed, ProviderError } from '../src/index.ts';
import { busThrough } from './kit-bus.ts';
import { createKitClock } from './kit-clock.ts';
import { type KitGround, ownGround } from './kit-ground.ts';
import type { KitStore } from './kit-store.ts';

/** What other connections lend. */
export interface KitLends {
  readonly signer?: () => Promise<Signer>;
  readonly bus?: () => Promise<Bus>;
}

export interface KitHostOptions<Config> {
  readonly config: Config;
  /** null: a connection of the installation. */
  readonly body?: BodyRef | null;
  readonly node?: string;
  readonly now?: () => Date;
  /** Given to a second host, it is the database of both. */
  readonly store?: KitStore;
  readonly lends?: KitLends;
  /** By what type a request was made. */
  readonly requestType?: (requestId: string) => RequestTypeDefinition | undefined;
  /** Where the other side calls about a request. */
  readonly callAddress?: (request: string | undefined) => string;
  /** What the body provides. */
  readonly services?: readonly ProvidedService[];
  /** Milliseconds of one call of `fetch`. */
  readonly timeLimit?: number;
  /** Bytes of one answer. */
  readonly sizeLimit?: number;
  /** What it stands on; absent: the kit's own. */
  readonly ground?: KitGround;
}

/** One process of the platform, as a plugin sees it; it can be killed, and another one opened over the same store. */
export interface KitHost<Config> {
  readonly host: Host<Config>;
  readonly evidence: readonly ExchangeRecord[];
  /** Events that the plugin has logged. */
  readonly log: readonly string[];
  /** Calls of the host so far. */
  readonly calls: number;
  /** Kills the process at the call with this number, from 1: before anything was done, or after all was. */
  crashAt(call: number, when: 'before' | 'after'): void;
  /** From now on nobody answers `fetch` and `resolve`: they end by the time limit, `fetch` also by the caller's signal. */
  hangFetch(): void;
  /** Kills it now: no call of this host comes back any more. */
  crash(): void;
  /** Comes true when the process is dead. */
  readonly dead: Promise<'dead'>;
}

export const kitBody: BodyRef = {
  id: 'b0d10000-0000-4000-8000-000000000001',
  code: 'admin',
  title: 'Администрация примера',
};

/** Another body that has joined. */
export const kitNeighbour: BodyRef = {
  id: 'b0d10000-0000-4000-8000-000000000002',
  code: 'land',
  title: 'Комитет по земле',
};

export function openKitHost<Config>(options: KitHostOptions<Config>): KitHost<Config> {
  const { config, body = kitBody, node = 'kit', now = createKitClock().now, ground = ownGround } = options;
  const { store = ground.openStore() } = options;
  const evidence: ExchangeRecord[] = [];
  const log: string[] = [];
  const process = createProcess();
  const { timeLimit = 10_000, sizeLimit = 10_000_000 } = options;
  const limits = { timeLimit, sizeLimit };
  let isSilent = false;
  const through = { ground, limits, step: process.step, silence: () => isSilent };
  const ask = {
    fetch: asking(through, (exchange) => evidence.push(exchange)),
    fetchSecret: asking(through, (exchange) => evidence.push(concealed(exchange))),
  };
  const lent = async <Part>(title: string, lend: (() => Promise<Part>) | undefined): Promise<Part> => {
    if (lend) return lend();
    throw new ProviderError('notLent', `У органа нет подключения, которое даёт: ${title}`, { retry: 'never' });
  };
  const host: Host<Config> = {
    config,
    ...(body === null ? {} : { body }),
    node,
    now,
    log: (event) => void log.push(event),
    ...ask,
    clientOf: () => ask,
    resolve: (name) =>
      process.step(async () => (isSilent ? silence(timeLimit, undefined) : (await lookup(name)).address)),
    record: (exchange) => process.step(async () => void evidence.push(exchange)),
    once: (owner, key, make) => process.step(() => store.once(owner, key, make)) as never,
    renew: (owner, key, make) => process.step(() => store.renew(owner, key, make)) as never,
    owner: (key, value) => process.step(() => store.owner(key, value)),
    requestType: (id) => process.step(async () => options.requestType?.(id)),
    callAddress: (request) => options.callAddress?.(request) ?? `http://127.0.0.1:9/${request ?? 'any'}`,
    services: () => process.step(async () => options.services ?? []),
    signer: () => process.step(() => lent('подпись', options.lends?.signer)),
    bus: async () => {
      const bus = await process.step(() => lent('обмен сообщениями', options.lends?.bus));
      return busThrough(bus, {
        step: process.step,
        silence: (signal) => (isSilent ? silence(timeLimit, signal) : undefined),
        record: (exchange) => evidence.push(exchange),
      });
    },
  };
  return {
    host,
    evidence,
    log,
    get calls() {
      return process.calls;
    },
    crashAt: process.crashAt,
    hangFetch: () => {
      isSilent = true;
    },
    crash: process.crash,
    dead: process.dead,
  };
}

interface Through {
  readonly ground: KitGround;
  readonly limits: { readonly timeLimit: number; readonly sizeLimit: number };
  readonly step: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Whether nobody answers any more. */
  readonly silence: () => boolean;
}

function asking({ ground, limits, step, ...is }: Through, record: (exchange: ExchangeRecord) => void): typeof fetch {
  const network = ground.openFetch({ ...limits, record });
  return (input, init) => step(() => (is.silence() ? silence(limits.timeLimit, init?.signal) : network(input, init)));
}

function silence(timeLimit: number, signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, fail) => {
    const timer = setTimeout(
      () => fail(new ProviderError('timeout', 'Нет ответа в срок', { retry: 'later' })),
      timeLimit,
    ).unref();
    const abort = () => {
      clearTimeout(timer);
      fail(signal?.reason);
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Counts the calls of a host and makes them stop coming back: what a killed process awaits never happens. */
function createProcess() {
  let calls = 0;
  let point: { call: number; when: 'before' | 'after' } | undefined;
  let isDead = false;
  const death = Promise.withResolvers<'dead'>();
  const never = new Promise<never>(() => undefined);
  const crash = () => {
    isDead = true;
    death.resolve('dead');
  };
  return {
    get calls() {
      return calls;
    },
    dead: death.promise,
    crash,
    crashAt(call: number, when: 'before' | 'after') {
      point = { call, when };
    },
    async step<Result>(work: () => Promise<Result>): Promise<Result> {
      calls += 1;
      const isPoint = calls === point?.call;
      if (isPoint && point?.when === 'before') crash();
      if (isDead) return never;
      try {
        const result = await work();
        if (isPoint) crash();
        return isDead ? never : result;
      } catch (error) {
        if (isPoint) crash();
        if (isDead) return never;
        throw error;
      }
    },
  };
}
