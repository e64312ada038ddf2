import type { OutgoingFile } from './file.ts';
import type { Json } from './json.ts';

/** `rework`: the applicant has to correct the application and hand it in again. */
export type NoticeKind = 'status' | 'result' | 'rework' | 'text';

/** What came of a message of the applicant's that is answered by itself. */
export interface NoticeAnswer {
  readonly to: 'correction' | 'cancel' | 'text';
  /** `inProgress`: a person decides, and later notices tell; `rejected`: it came too late, or cannot be done. */
  readonly outcome: 'done' | 'inProgress' | 'rejected';
  /** As the message gave it. */
  readonly reference: Json;
}

/** What the applicant's account on the portal is told. */
export interface Notice {
  /** Made once, before the first try, and the same at every try. */
  readonly id: string;
  /** Order within the application: a portal shows the last one, so an older one never goes after a newer one. */
  readonly sequence: number;
  readonly kind: NoticeKind;
  readonly application: {
    readonly externalId: string;
    readonly number: string | null;
    readonly service: string;
    /** As the incoming application gave it. */
    readonly reference: Json;
  };
  /** Code of the portal for the state, as the service's definition has it; none: the portal is told the words only. */
  readonly code: string | null;
  /** The words of the state. */
  readonly title: string;
  /** The message to the applicant. */
  readonly text: string;
  readonly final: boolean;
  readonly files: readonly OutgoingFile[];
  readonly at: Date;
  /** It answers a message that said `answered`. */
  readonly answer?: NoticeAnswer;
}
