/** Content of a file as it comes, in pieces. */
export type FileContent = AsyncIterable<Uint8Array>;

/** A file that goes out. Its content is opened when it is needed, as often as it is. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly description?: string;
  /** Detached CMS, when somebody has signed the file. */
  readonly signature?: Uint8Array;
  open(): Promise<FileContent>;
}

/** A file that came in. What it really is the engine finds out by itself. */
export interface IncomingFile {
  readonly name: string;
  readonly description?: string;
  /** For an application: the code of the service's document. */
  readonly document?: string;
  readonly signature?: Uint8Array;
  /** Read once, before `ack`. */
  readonly content: FileContent | Uint8Array;
}
