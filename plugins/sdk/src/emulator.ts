import type { JsonObject } from './json.ts';
import type { RequestTypeDefinition } from './request-type.ts';

/** How the other side treats what comes next. */
export type Scenario =
  /** Takes it and answers in good order. */
  | { readonly kind: 'answer'; readonly answer?: JsonObject; readonly afterSeconds?: number }
  /** Says this first; the answer follows. */
  | { readonly kind: 'interim'; readonly text: string }
  | { readonly kind: 'refuse'; readonly reason: string }
  /** Gives the same answer this many times, and again after it was acknowledged. */
  | { readonly kind: 'repeat'; readonly times: number }
  /** Takes it and never answers. */
  | { readonly kind: 'silence' }
  /** Answers with bytes that cannot be read. */
  | { readonly kind: 'broken' }
  /** Takes the connection and says nothing until it is closed. */
  | { readonly kind: 'hang' }
  /** HTTP 500. */
  | { readonly kind: 'fail' }
  /** Cuts the connection before it has taken anything; `late`: after. */
  | { readonly kind: 'reset'; readonly late?: boolean }
  /** Says that the name on the wire is too old, now and whenever the same name comes again; what was taken stays taken. */
  | { readonly kind: 'stale' }
  /** Something that only this other side knows; its README names what there is. */
  | { readonly kind: 'special'; readonly name: string; readonly with?: JsonObject };

export interface EmulatorOptions {
  /** Absent: any free one. */
  readonly port?: number;
  readonly now: () => Date;
  /** Of its own, to keep what it holds over an end of the process; absent: it forgets. One that keeps nothing passes it by. */
  readonly folder?: string;
  /**
   * The types that the installation has as data, this plugin's among them; asked anew for each message, so that a type is
   * answered as soon as it is published. Absent: only what the plugin itself brings.
   */
  readonly types?: () => readonly RequestTypeDefinition[];
  /** Who takes part in the exchange that this other side carries, and what they send each other; asked anew for each message. */
  readonly exchange?: () => Exchange;
}

/** What the one who carries messages has registered. */
export interface Exchange {
  readonly participants: readonly Participant[];
  readonly types: readonly ExchangedType[];
}

/** A system that sends and takes messages: known by the certificate that it signs with. */
export interface Participant {
  readonly code: string;
  readonly title: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** A type of messages that participants answer, and nobody plays. The same object for as long as it says the same. */
export interface ExchangedType {
  readonly title: string;
  /** `{namespace}Root`. */
  readonly request: string;
  readonly response: string;
  /** XSD: text by name. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Codes of the participants that answer it. */
  readonly recipients: readonly string[];
  /**
   * Element of the request that names one of several recipients by its code. A request without it goes where an earlier one of
   * its transaction went.
   */
  readonly recipientElement?: string;
}

/** What the other side has done, seen from outside: one entry for each thing that really happened to it. */
export interface Emulated {
  /** `request.id`, `reply.id` or `notice.id`; where the wire carries no such name, the one that the plugin has made by `host.once`. */
  readonly id: string;
  readonly kind: 'request' | 'reply' | 'notice';
  readonly content: JsonObject;
}

/** The other side, as a server of its own on 127.0.0.1. */
export interface Emulator<Config = unknown> {
  /** Settings of a connection that leads here. */
  readonly config: Config;
  /** Address of a page where a person sees what has come; shown when the demo starts. */
  readonly page?: string;
  /** One for each message that arrives, a repeated try too, in turn, then the last one for good; at first all is answered. */
  play(...scenarios: readonly Scenario[]): void;
  readonly effects: readonly Emulated[];
  /** Where the other side begins (an application on the portal): puts a message into the queue that `inbox` reads. */
  file?(message: JsonObject): Promise<void>;
  /** Is told the address at which it may call the installation: `host.callAddress()` of the connection that leads here. */
  reach?(address: string): void;
  /** Messages that wait to be taken and acknowledged. */
  waiting(): number;
  close(): Promise<void>;
}
