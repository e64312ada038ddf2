import type { FieldUi, FormSchema, FormSection, Title } from '@reglament/format';
import type { Bus } from './bus.ts';
import type { Called, IncomingCall } from './call.ts';
import type { CliCommand } from './command.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';
import type { Host } from './host.ts';
import type { Identity } from './identity.ts';
import type { Incoming, IncomingRef, Reply } from './incoming.ts';
import type { Notice } from './notice.ts';
import type { Notifier, NotifyWay } from './notifier.ts';
import type { PortalEmulator, PortalOptions } from './portal.ts';
import type { Delivery, KeyBits, OutgoingRequest, Prepared, Receipt, RequestKind, Reread } from './request.ts';
import type { DraftChoice, RequestTypeDefinition, RequestTypeDraft, SourceFile } from './request-type.ts';
import type { Signer } from './signer.ts';

/** What one connection lends another of the same body. */
export type Need = 'signer' | 'bus';

/** A provider, a portal, an identity provider, a signer: a plain value with functions and no effect on import. */
export interface Plugin<Config = unknown> {
  /** Equals the folder or the package name; unique in an installation. */
  readonly id: string;
  readonly title: Title;
  /** What its Russian texts are in English, `{0}` where a value stands: refusals, outcomes, settings, kinds of requests. */
  readonly english?: Readonly<Record<string, string>>;
  readonly contract: '1.0';
  /** Settings of one connection: checked when they are saved and when it opens, drawn as a form. */
  readonly config: ConfigForm;
  /**
   * A connection belongs to one body, or to the whole installation (login, e-mail); `both`: to either, as whoever makes it says,
   * and what it lends it lends only to connections of the same owner.
   */
  readonly scope: 'body' | 'installation' | 'both';
  /** Lent by another connection of the same body, which the settings of this one name when there are several. */
  readonly needs?: readonly Need[];
  /** By which ways its connections take messages to people; the same as `notifier.ways` of each. */
  readonly notifies?: readonly NotifyWay[];
  /** Its connections have an address at which the other side may call: people see it beside the settings. */
  readonly takesCalls?: true;
  /** What can be asked of the other side, by the code of the kind. Pure: the linter and previews use it without a connection. */
  readonly requestKinds?: Readonly<Record<string, RequestKind>>;
  /** `reglament <id> …`: tools for a person at the command line. */
  readonly commands?: readonly CliCommand[];
  /**
   * A type of request out of the files that describe it; without a choice only the list of what may be chosen. Pure. What it
   * cannot express it says by name and place in the notes; it throws nothing.
   */
  draftRequestType?(files: readonly SourceFile[], choice?: DraftChoice): RequestTypeDraft;
  /** What is asked by a type that is data, made by `draftRequestType` or by hand. Pure. */
  requestKindFrom?(type: RequestTypeDefinition): RequestKind;
  /** The other side over real HTTP, by scenario, with a movable clock: for the demo, for tests, for trying a service out. */
  emulator?(options: EmulatorOptions): Promise<Emulator<Config>>;
  /** A portal that speaks to bodies by the messages of this plugin, over a bus: for the demo, and for trying a service out. */
  portal?(options: PortalOptions): Promise<PortalEmulator>;
  /**
   * Settings of a connection that reaches nobody outside and whose signatures have no force: for trying a service out, where a
   * plugin has no other side to be played.
   */
  readonly harmless?: Config;
  /** Opens a connection. Quick: what takes time or may fail belongs into the first call. @throws ProviderError */
  connect(host: Host<Config>): Connection | Promise<Connection>;
}

/** A form as definitions have it; without sections all fields stand in one. */
export interface ConfigForm {
  readonly schema: FormSchema;
  readonly sections?: readonly FormSection[];
  readonly ui?: Readonly<Record<string, FieldUi>>;
  /** Fields that are stored encrypted and never shown again. */
  readonly secrets?: readonly string[];
}

/**
 * What a plugin can do over one connection; each part is optional. Every call ends soon after its signal aborts. A failure
 * of the other side is a `ProviderError`; anything else thrown is taken for a bug of the plugin and shown to a person.
 */
export interface Connection {
  /**
   * What an official has to sign before sending, with a key of this length (absent: 256); the signature comes back in
   * `request.signature`. No effect outside.
   */
  prepare?(request: OutgoingRequest, keyBits?: KeyBits): Promise<Prepared>;
  /** Idempotent by `request.id`: called again after a crash, it must not ask twice. */
  send?(request: OutgoingRequest, signal: AbortSignal): Promise<Receipt>;
  /** Gives what is there and ends; the engine paces it, one caller at a time. `waiting`: ids of requests without an answer. */
  receive?(waiting: readonly string[], signal: AbortSignal): AsyncIterable<Delivery>;
  /**
   * What the other side has brought by itself to an address of `host.callAddress`. A repeat has the same `messageId`, one that is about
   * no request none; it throws only what may pass: the other side calls again.
   */
  called?(call: IncomingCall): Promise<Called>;
  /**
   * Reads bytes that `receive` gave before (`Delivery.original`) once more, as an answer to this request: a person has found
   * out whose they are, or the plugin has been mended since. Reads only what is in them: no network, no effect.
   */
  read?(original: Uint8Array, requestId: string): Promise<Reread>;
  /** What others begin: applications, corrections, cancellations, texts, requests of other bodies. Paced like `receive`. */
  inbox?(signal: AbortSignal): AsyncIterable<Incoming>;
  /** Idempotent by `answer.id`. */
  reply?(incoming: IncomingRef, answer: Reply, signal: AbortSignal): Promise<Receipt>;
  /** Statuses, results, texts to the applicant's account; idempotent by `notice.id`, in the order of `notice.sequence`. */
  publish?(notice: Notice, signal: AbortSignal): Promise<Receipt>;
  readonly signer?: Signer;
  readonly identity?: Identity;
  readonly bus?: Bus;
  readonly notifier?: Notifier;
  /** For the button «Проверить соединение»; changes nothing on the other side. */
  check?(signal: AbortSignal): Promise<Health>;
  /** Settings changed or shutdown; another process may already have the new ones. */
  close?(): Promise<void>;
}

export interface Health {
  readonly ok: boolean;
  /** Russian; when not ok, what to do. */
  readonly text: string;
}
