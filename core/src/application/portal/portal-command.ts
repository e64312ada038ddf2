import type { Json } from '@reglament/sdk';
import type { KeptFile } from '../../file/commands.ts';
import type { JsonObject } from '../../rule/value.ts';
import type { Source } from '../facts.ts';
import type { Sent } from './fit-content.ts';

/** A file of the applicant's, kept already; `document`: code of the service's document. */
export interface SentFile extends KeptFile {
  readonly document: string | null;
}

export interface PortalRef {
  readonly connectionId: string;
  readonly externalId: string;
  /** The system that speaks; absent: the connection knows of one only. */
  readonly sender?: string;
}

/** What came along with a message beside its own content. */
export interface Along {
  readonly files: readonly SentFile[];
  /** What could not be read or kept, in Russian. */
  readonly problems: readonly string[];
}

/** About an application that came before. */
interface Following extends Along {
  readonly portal: PortalRef;
  /** What the answer that the portal waits for gives back; absent: it waits for none. */
  readonly answerTo?: Json;
  /** A person has said that the sender is the system that filed it. */
  readonly released?: true;
}

export interface ArriveCommand extends Along {
  readonly kind: 'arrive';
  readonly portal: PortalRef & { readonly reference: Json };
  readonly service: string;
  readonly source: Exclude<Source, 'employee'>;
  readonly sent: Sent;
  readonly submittedAt: Date;
  /** The other side is an emulator. */
  readonly emulated: boolean;
}

export interface CorrectCommand extends Following {
  readonly kind: 'correct';
  readonly answers: JsonObject;
}

export interface CancelCommand extends Following {
  readonly kind: 'cancel';
  readonly reason: string;
}

export interface SayCommand extends Following {
  readonly kind: 'say';
  readonly text: string;
}

/** Of an application that came before. */
export type FollowCommand = CorrectCommand | CancelCommand | SayCommand;

/** What an applicant does through a portal. */
export type PortalCommand = ArriveCommand | FollowCommand;

/** What came of it: done; kept, but too late to count; or a person has to see what it is about. */
export type PortalOutcome =
  | { readonly status: 'accepted'; readonly applicationId: string }
  | { readonly status: 'late'; readonly reason: string; readonly applicationId: string }
  | {
      readonly status: 'quarantine';
      readonly reason: string;
      readonly applicationId?: string;
      readonly command?: FollowCommand;
    };
