import type { Readable } from 'node:stream';
import type { ByteRange } from './range.ts';

/** Where the contents of files are kept. Contents are named by their SHA-256, so the same bytes are kept once. */
export interface FileStore {
  /** Takes a stream in aside, at most `limit` bytes; more is the Refusal `tooLarge`. Whatever fails leaves nothing. */
  receive(source: Readable, limit: number): Promise<ReceivedFile>;
  /** Throws when there is no such content: a row without its content is a fault of the installation, not of a person. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /**
   * Takes a content away; what is not there is gone already. Only for the sweep, which knows that nobody needs it. False: whoever
   * keeps the storage lets this installation remove nothing.
   */
  remove(key: string): Promise<boolean>;
  /** Every content that is kept, in the order of keys. What is kept meanwhile may be among them or not. */
  list(): AsyncIterable<KeptContent>;
}

export interface KeptContent {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** Takes back that a content of this key is wanted by nobody, and waits while it is just being taken away. */
export type Sparing = (key: string) => Promise<void>;

/** Received but not kept yet: to be inspected, then kept or discarded. */
export interface ReceivedFile {
  /** A local file that holds the whole content until `keep` or `discard`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /**
   * Makes it durable and gives its key. Done before the row is written, so that no row is ever without content; `spare` says
   * before that to those who sweep the store that this content is wanted.
   */
  keep(spare: Sparing): Promise<string>;
  discard(): Promise<void>;
}

export function tooLargeText(limit: number): string {
  const megabytes = Math.floor(limit / (1024 * 1024));
  return `Файл больше ${megabytes} МБ. Разделите документ на части или уменьшите качество сканирования и загрузите снова.`;
}

export function isKey(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** A key is a hash and nothing else, so that no key can lead out of the store. */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new Error('Not a key of the file store');
}
