import type { RequestType } from '@reglament/format';

/** A type of request as an administrator's data: forms, the provider's own files and settings. */
export type RequestTypeDefinition = RequestType;

/** A file that a type is drafted from: XSD, OpenAPI. */
export interface SourceFile {
  /** Path inside the set that was given, with `/`: by it the files refer to one another. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** What of the files is meant; without a root the draft only lists what may be chosen. */
export interface DraftChoice {
  /** Key of a root, or its name where that is the only one. */
  readonly question?: string;
  /** Of the answer; none: the plugin looks for the one that goes with the question, and says which it took. */
  readonly answer?: string;
  readonly code?: string;
  readonly title?: string;
}

/** Something the files describe that can be asked or answered. */
export interface DraftRoot {
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  /** Russian where the files say it. */
  readonly title: string;
  readonly file: string;
}

/** What could not be taken over as it stands. `error`: the type would not work. */
export interface DraftNote {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** File and line. */
  readonly place: string;
  /** Russian, names what it is about. */
  readonly message: string;
}

export interface RequestTypeDraft {
  readonly roots: readonly DraftRoot[];
  readonly notes: readonly DraftNote[];
  /** Absent: no root was chosen, or an error stands in the way. */
  readonly type?: RequestTypeDefinition;
}
