import type { FormDefinition } from '@reglament/format';
import type { Bus } from './bus.ts';
import type { Emulated, ExchangedType, Scenario } from './emulator.ts';
import type { JsonObject } from './json.ts';
import type { SignatureVerdict } from './signer.ts';

export interface PortalOptions {
  /** Absent: any free one. */
  readonly port?: number;
  readonly now: () => Date;
  /** Of its own, to keep what it holds over an end of the process; absent: it forgets. */
  readonly folder?: string;
  readonly ground: PortalGround;
}

/** What a portal stands on in an installation; nothing of it goes past the bus to the platform. */
export interface PortalGround {
  /** Of a connection of the portal's own. */
  readonly bus: Bus;
  services(): Promise<readonly OfferedService[]>;
  /** A page of entries of a dictionary that is too long to come with the form; the query and the answer are those of the interfaces. */
  entries(dictionary: string, query: Readonly<Record<string, string>>): JsonObject | undefined;
  /** Who may sign in to try it, in the shape of the applicants' registry. */
  readonly applicants: readonly JsonObject[];
  /** What a detached signature over the content shows. */
  verify(content: Uint8Array, signature: Uint8Array): Promise<readonly SignatureVerdict[]>;
  /** Folder of the built pages; absent: it has none. */
  readonly pages?: string;
}

/** A service that a body delivers. The same object for as long as it says the same. */
export interface OfferedService {
  readonly body: { readonly code: string; readonly title: string };
  readonly code: string;
  readonly title: string;
  readonly form: FormDefinition;
  /** As the interfaces take a service: for the portal's page. */
  readonly view: JsonObject;
  /** Answers that such an applicant might give. */
  example(applicantKind: string): JsonObject;
}

/** A portal where a tester plays the applicant: a server of its own on 127.0.0.1, and a participant of the exchange. */
export interface PortalEmulator {
  /** Address of its page. */
  readonly page: string;
  /** Types of messages that it speaks by. */
  exchanged(): readonly ExchangedType[];
  /** How it treats what bodies tell it next. */
  play(...scenarios: readonly Scenario[]): void;
  readonly effects: readonly Emulated[];
  /** Messages that have not gone yet. */
  waiting(): number;
  close(): Promise<void>;
}
