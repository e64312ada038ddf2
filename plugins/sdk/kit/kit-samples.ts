import type {
  Connection,
  DraftChoice,
  Emulator,
  Incoming,
  Json,
  JsonObject,
  Plugin,
  ProvidedService,
  RequestTypeDefinition,
  SourceFile,
} from '../src/index.ts';
import type { KitLends } from './kit-host.ts';

/** What a kit cannot make up by itself. A package exports it under the name `kit` at its door `./kit`. */
export interface KitSamples {
  /** A question that passes its form, by the code of the kind; absent: made from examples, defaults and types of the form. */
  readonly questions?: Readonly<Record<string, JsonObject>>;
  /** Types of requests that are data: each is tried as a kind, under its own code. */
  readonly types?: readonly RequestTypeDefinition[];
  /** For `draftRequestType`: files that describe something, and which of it is asked. */
  readonly draft?: { readonly files: readonly SourceFile[]; readonly choice: DraftChoice };
  /** Kinds that are refused whatever the scenario says. */
  readonly refusing?: readonly string[];
  /** Kinds whose answers are asked for by the name of the question: nobody else's can come. */
  readonly polled?: readonly string[];
  /** Kinds whose answers the other side brings by itself: taking them asks nobody. */
  readonly called?: readonly string[];
  /**
   * What `emulator.file` takes, and the kind of incoming message it must come out as; where several systems can send: which has,
   * two of them at least.
   */
  readonly inbox?: readonly {
    readonly kind: Incoming['kind'];
    readonly message: JsonObject;
    readonly sender?: string;
  }[];
  /** For the bus: what `emulator.file` takes, and the type of the message it comes out as. */
  readonly bus?: {
    readonly type: string;
    readonly message: JsonObject;
    /** What `send` says; absent: a text. */
    readonly content?: JsonObject;
    /** Type of the answers to what was sent, where a refusal comes later as one of them. */
    readonly replies?: string;
  };
  /** Where a message to a person goes, by the way. */
  readonly addresses?: Readonly<Record<string, string>>;
  /** Settings for a plugin without an emulator: what needs no other side is tried with them. */
  readonly config?: unknown;
  readonly lends?: KitLends;
  /** What comes from the other side itself: the bus that leads to it, for a plugin that speaks over a lent one. */
  readonly lendsOver?: (emulator: Emulator) => KitLends;
  /** The other side that scenarios are played on, where the plugin's own is for people or for a whole installation. */
  readonly emulator?: NonNullable<Plugin['emulator']>;
  /** What an incoming application gave as its `reference`: notices give it back. */
  readonly reference?: Json;
  /** What the body provides. */
  readonly services?: readonly ProvidedService[];
  /** Parts a connection must have; a part that disappeared must not pass unseen. */
  readonly parts?: readonly (keyof Connection)[];
}
