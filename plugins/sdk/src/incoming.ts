import type { FormDefinition } from '@reglament/format';
import type { IncomingFile, OutgoingFile } from './file.ts';
import type { Json, JsonObject } from './json.ts';
import type { SignatureVerdict } from './signer.ts';

interface Message {
  /** A repeat is known by it. */
  readonly messageId: string;
  /** As it came, byte by byte. */
  readonly original: Uint8Array;
  readonly files: readonly IncomingFile[];
  readonly verdicts: readonly SignatureVerdict[];
  /** What `reply` and later notices will need of this message. */
  readonly reference: Json;
  /** What could not be read as it should be, in Russian; the message is kept and shown with it, never dropped. */
  readonly problems: readonly string[];
  /** Called after the message is stored; a crash in between brings it again. false: its signature does not hold. */
  ack(accepted: boolean): Promise<void>;
}

/** What others begin. */
export type Incoming =
  | IncomingApplication
  | IncomingCorrection
  | IncomingCancel
  | IncomingText
  | IncomingRequest
  | IncomingUnreadable;

/** What an applicant does through a portal. */
interface FromPortal extends Message {
  /**
   * The system that has sent it, by the name that its signature stands for; absent: only one can send over this connection. What
   * another system than the one that filed says of an application is kept apart for a person.
   */
  readonly sender?: string;
}

/** An applicant has filed an application with the portal. */
export interface IncomingApplication extends FromPortal {
  readonly kind: 'application';
  /** Code of the service's definition here. */
  readonly service: string;
  /** The portal's own name of the application; later messages of either side carry it. */
  readonly externalId: string;
  /** Column «Источник». */
  readonly source: 'epgu' | 'rpgu' | 'mfc';
  /** In the shape of the applicant's registry. */
  readonly applicant: JsonObject;
  readonly representative?: JsonObject;
  /** By the codes of the service's form. */
  readonly answers: JsonObject;
  /** What a type of the portal's own says, by its own fields: who applies and the answers are made of it by the service's table. */
  readonly foreign?: JsonObject;
  readonly submittedAt: Date;
}

/** A message about an application that came before. */
interface Following extends FromPortal {
  /** The other side waits for an answer of its own: `publish` gets it as a notice with `answer`, which gives `reference` back. */
  readonly answered?: true;
}

/** The applicant has corrected what was sent back. */
export interface IncomingCorrection extends Following {
  readonly kind: 'correction';
  readonly externalId: string;
  /** What is not named here stays as it was; null takes an answer away. */
  readonly answers: JsonObject;
}

export interface IncomingCancel extends Following {
  readonly kind: 'cancel';
  readonly externalId: string;
  readonly reason: string;
}

export interface IncomingText extends Following {
  readonly kind: 'text';
  readonly externalId: string;
  readonly text: string;
}

/** Another body asks this one. */
export interface IncomingRequest extends Message {
  readonly kind: 'request';
  readonly asker: { readonly code: string; readonly title: string };
  /** Registration number on the asker's side. */
  readonly number: string;
  readonly subject: string;
  /** What is asked, and the form by which it is shown. */
  readonly question: JsonObject;
  readonly questionForm: FormDefinition;
  /** The form in which the clerk answers. */
  readonly answerForm: FormDefinition;
  /** A detached signature over `signed`. */
  readonly signature?: { readonly content: Uint8Array; readonly signature: Uint8Array };
}

/** Bytes that say not even what they are: kept for a person to see, with `problems`, and acknowledged. */
export interface IncomingUnreadable extends Message {
  readonly kind: 'unreadable';
}

/** The message that is answered. */
export interface IncomingRef {
  readonly messageId: string;
  readonly reference: Json;
}

/** The answer of this body; `interim` may be followed by more. */
export interface Reply {
  /** Made once, before the first try, and the same at every try. */
  readonly id: string;
  readonly status: 'answered' | 'refused' | 'interim';
  /** By the answer form; for a refusal and an interim answer the text says it all. */
  readonly answer: JsonObject;
  readonly text: string;
  readonly files: readonly OutgoingFile[];
  readonly author: { readonly name: string; readonly position: string | null };
}
