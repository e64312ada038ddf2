import type { BodyRef } from './body.ts';
import type { Bus } from './bus.ts';
import type { Json } from './json.ts';
import type { RequestTypeDefinition } from './request-type.ts';
import type { ProvidedService } from './service.ts';
import type { Signer } from './signer.ts';

/** What the engine lends a connection. Nothing else of the platform is within reach of a plugin. */
export interface Host<Config> {
  readonly config: Config;
  /** Absent for a connection of the installation. */
  readonly body?: BodyRef;
  /** Name of this process; differs between processes that run at once. */
  readonly node: string;
  readonly now: () => Date;
  /** For the log of the installation: no personal data, no secrets. */
  log(event: string, facts?: Readonly<Record<string, Json>>): void;
  /**
   * As the global one, but: ends after the connection's time limit, reads no more than its size limit, follows no
   * redirects, refuses addresses inside the network unless the installation allows them, and what was said is kept as
   * evidence. A failure of the network is a `ProviderError` with `later`; any status is an answer.
   */
  readonly fetch: typeof fetch;
  /**
   * The same for what gives access away, such as asking for a token: that it was asked for is kept as evidence, what was said
   * is not.
   */
  readonly fetchSecret: typeof fetch;
  /** Both again, for a client that shows a certificate of its own (mTLS) or trusts roots beside the usual ones. */
  clientOf(identity: ClientIdentity): Pick<Host<Config>, 'fetch' | 'fetchSecret'>;
  /**
   * The address behind a name, for what does not go through `fetch` (FTP): connect to it, not to the name, which may answer
   * differently the next time. @throws ProviderError `never` when the installation keeps it closed, `later` when there is none now
   */
  resolve(name: string): Promise<string>;
  /** Evidence of an exchange that did not go through `fetch`. */
  record(exchange: ExchangeRecord): Promise<void>;
  /**
   * Durable per owner (a request, a reply, a notice: its id): makes the value once, commits it, gives the same one ever
   * after, in every process. What must not change between two tries goes through here before the first one.
   */
  once<T extends Json>(owner: string, key: string, make: () => T): Promise<T>;
  /** Puts a new value in the place of a stale one; `owner` finds the old one all the same. */
  renew<T extends Json>(owner: string, key: string, make: () => T): Promise<T>;
  /** The way back: whose value this is, or was. */
  owner(key: string, value: Json): Promise<string | undefined>;
  /**
   * The type that a request of this connection was made by, as it was frozen: what its answer is read by. Undefined: this
   * connection has not asked it.
   */
  requestType(requestId: string): Promise<RequestTypeDefinition | undefined>;
  /**
   * Where the other side may call the installation about this request, or about any request of this connection: `called` gets what
   * came. The address is secret and stays the same; whoever knows it may answer in the other side's name.
   */
  callAddress(request?: string): string;
  /** What the body provides, as it is published now: by it a portal's messages are read. */
  services(): Promise<readonly ProvidedService[]>;
  /** Of the connection that lends it; declared in `needs`. @throws ProviderError `never` when there is none */
  signer(): Promise<Signer>;
  bus(): Promise<Bus>;
}

/** Of a client of TLS; each in PEM. */
export interface ClientIdentity {
  /** Its own certificate, then of authorities between it and a root. */
  readonly certificate?: string;
  /** PKCS#8 without a password. */
  readonly key?: string;
  readonly roots?: string;
}

export interface ExchangeRecord {
  readonly direction: 'out' | 'in';
  /** Request, reply or notice it was about. */
  readonly owner?: string;
  /** Such as `FTP STOR`. */
  readonly method: string;
  readonly address: string;
  /** Such as `226`. */
  readonly status: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly sent?: Uint8Array;
  readonly received?: Uint8Array;
}

/** Of an exchange that gave access away: evidence that it was, without what was said. */
export function concealed(exchange: ExchangeRecord): ExchangeRecord {
  const { sent, received, ...facts } = exchange;
  return {
    ...facts,
    ...(sent === undefined || sent.length === 0 ? {} : { sent: NOT_KEPT }),
    ...(received === undefined || received.length === 0 ? {} : { received: NOT_KEPT }),
  };
}

const NOT_KEPT = new TextEncoder().encode('[не хранится: даёт доступ к поставщику]');
