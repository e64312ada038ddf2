import type { FormDefinition, Title } from '@reglament/format';
import type { BodyRef } from './body.ts';
import type { IncomingFile, OutgoingFile } from './file.ts';
import type { Json, JsonObject } from './json.ts';
import type { RequestTypeDefinition } from './request-type.ts';
import type { SignatureVerdict } from './signer.ts';

export type RequestStatus =
  | 'draft'
  | 'prepared'
  | 'signed'
  | 'queued'
  | 'waiting'
  | 'answered'
  | 'refused'
  | 'failed'
  | 'cancelled';

/** Whose signature goes with a request: the body's key, an official's own (in the browser), one that may be there, none. */
export type SignedBy = 'organisation' | 'official' | 'optional' | 'none';

/** What is known of a request beside its answers, and a provider may call by its own words. */
export type RequestFact = 'title' | 'number' | 'sentAt';

/** One thing that can be asked of the other side. Pure. */
export interface RequestKind {
  /** Changes whenever question or answer change; a request keeps the one it was made with. */
  readonly version: string;
  readonly title: Title;
  /** Title of the card's tab where requests of this kind stand. */
  readonly group: Title;
  /** The form of the question, as it is for this body at this moment. */
  question(context: FormContext): FormDefinition;
  /** Shape of the answer, and how it is shown. */
  readonly answer: FormDefinition;
  /** Own words for statuses; the others keep the usual ones. */
  readonly statusLabels?: Partial<Record<RequestStatus, Title>>;
  /** Own words for what is known of a request; title and number stand among its facts only under such a word. */
  readonly factLabels?: Partial<Record<RequestFact, Title>>;
  /** What «Действия» of the list call looking at a request that was sent; usually «Открыть». */
  readonly lookLabel?: Title;
  readonly signedBy: SignedBy;
  /** Files may be attached to the question. */
  readonly files?: boolean;
  /** What only the kind can tell of a whole question that has passed its form. Pure; empty: it can be sent. */
  problems?(question: JsonObject): readonly QuestionProblem[];
  /** Of a kind made of a type that is data: where the type and its own files disagree. The linter asks. Pure. */
  remarks?(): readonly TypeRemark[];
}

export interface TypeRemark {
  /** `error`: the type would not work, and is not published. */
  readonly level: 'error' | 'warning';
  /** JSON pointer into the definition of the type. */
  readonly pointer: string;
  /** Russian, names the place. */
  readonly message: string;
  /** Russian: what to do about it. */
  readonly todo: string;
}

export interface QuestionProblem {
  /** JSON pointer into the question; empty: the question as a whole. */
  readonly pointer: string;
  /** Russian, names the field. */
  readonly message: string;
}

/** What a question's form may depend on. */
export interface FormContext {
  /** The body that asks. */
  readonly body: BodyRef;
  /** The bodies that have a connection of the same plugin, the asking one left out. */
  readonly joined: readonly BodyRef[];
}

export interface OutgoingRequest {
  /** Made once, before the first try, and the same at every try. */
  readonly id: string;
  /** Grows by one with each request of the installation: what people call it. */
  readonly number: number;
  readonly kind: string;
  readonly kindVersion: string;
  /** The type it was made by, as it was frozen: what a kind that is data is written and read by. */
  readonly type: RequestTypeDefinition;
  /** What the administrator has set for this type of request. */
  readonly settings: JsonObject;
  /** Has passed the form of the kind. */
  readonly question: JsonObject;
  readonly files: readonly OutgoingFile[];
  readonly body: BodyRef;
  readonly author: { readonly name: string; readonly position: string | null };
  readonly signature?: OfficialSignature;
  readonly createdAt: Date;
  /** Counts from 1. */
  readonly attempt: number;
}

/** What an official has signed in the browser, or a file with a detached signature that they have brought. */
export interface OfficialSignature {
  /** What was signed, as `prepare` gave it. */
  readonly content: Uint8Array;
  readonly signature: Uint8Array;
  /** DER; of the key that made a `raw` signature. A CMS brings its own. */
  readonly certificate?: Uint8Array;
}

/** Length of a key of ГОСТ Р 34.10-2012, and of the digest that it signs. */
export type KeyBits = 256 | 512;

export interface Prepared {
  /** The bytes to be signed. */
  readonly content: Uint8Array;
  /** `cms`: a detached CMS over them; `raw`: the signature value over their digest. */
  readonly format: 'cms' | 'raw';
  /** With `raw`: what the key signs. The bytes name their algorithm, so they are of one length of key. */
  readonly digest?: { readonly bits: KeyBits; readonly value: Uint8Array };
  readonly mediaType: string;
  readonly name: string;
}

/** The other side has taken it. */
export interface Receipt {
  /** Its name on the wire, by which answers find back. */
  readonly messageId?: string;
  /** Russian, shown as the result of the exchange. */
  readonly text: string;
  /** An answer that came at once. */
  readonly outcome?: Outcome;
  /** Bytes that were sent, kept as evidence. */
  readonly original?: Uint8Array;
}

export type Outcome =
  | { readonly status: 'answered'; readonly answer: Json }
  /** More will follow. */
  | { readonly status: 'interim'; readonly text: string }
  | { readonly status: 'refused'; readonly code: string; readonly reason: string }
  | { readonly status: 'unreadable'; readonly reason: string };

/** One message of the other side about a request of ours. */
export interface Delivery {
  /** A repeat is known by it. */
  readonly messageId: string;
  /** None: nobody here has asked; kept apart for a person to see, and acknowledged. */
  readonly requestId?: string;
  /** The name on the wire of the request that it answers: its receipt may have been lost, and the answer tells it. */
  readonly sentAs?: string;
  /** As it came, byte by byte. */
  readonly original: Uint8Array;
  readonly files: readonly IncomingFile[];
  readonly verdicts: readonly SignatureVerdict[];
  readonly outcome: Outcome;
  /** Called after the message is stored; a crash in between brings it again. false: its signature does not hold. */
  ack(accepted: boolean): Promise<void>;
}

/** What `Connection.read` finds in bytes that were kept: the same as `receive` would, signatures included. */
export type Reread = Pick<Delivery, 'outcome' | 'verdicts'>;
