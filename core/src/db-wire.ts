/** Messages of PostgreSQL's extended query protocol, a whole batch in one piece; the format is in «Message Formats» of its manual. */

/** A placeholder as it goes over the line: text, or bytes as they are. */
export type WireValue = string | Buffer | null;

export interface WireStatement {
  /** ASCII without a zero byte. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly WireValue[];
  /** To be forgotten under its name before anything else. */
  readonly closed: boolean;
  /** Not known to the server yet: parsed first, and asked for its columns. */
  readonly fresh: boolean;
}

/** Ends with one Sync, so that the server takes all of it as one transaction, outside of another. */
export function writeBatch(statements: readonly WireStatement[]): Buffer {
  const sizes = statements.map(({ values }) => values.map(sizeOf));
  const size = statements.reduce((sum, one, at) => sum + sizeOfMessages(one, sizes[at] ?? []), SYNC);
  const writer = new Writer(size);
  statements.forEach((statement, at) => {
    if (statement.closed) writer.close(statement.name);
    if (statement.fresh) writer.parse(statement);
    writer.bind(statement, sizes[at] ?? []);
    if (statement.fresh) writer.describe();
    writer.execute();
  });
  writer.sync();
  return writer.buffer;
}

/** Bytes of the value alone; -1, as the protocol has it, of a null. */
function sizeOf(value: WireValue): number {
  if (value === null) return -1;
  return typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
}

/** A letter and the length. */
const HEAD = 5;
const SYNC = HEAD;
const DESCRIBE = HEAD + 2;
const EXECUTE = HEAD + 5;

function sizeOfMessages({ name, text, closed, fresh }: WireStatement, sizes: readonly number[]): number {
  const parsed = fresh ? parseSize(name, text) + DESCRIBE : 0;
  return (closed ? closeSize(name) : 0) + parsed + bindSize(name, sizes) + EXECUTE;
}

const closeSize = (name: string) => HEAD + 1 + name.length + 1;
const parseSize = (name: string, text: string) => HEAD + name.length + 1 + Buffer.byteLength(text) + 1 + 2;
const bindSize = (name: string, sizes: readonly number[]) =>
  HEAD +
  1 +
  name.length +
  1 +
  2 +
  2 * sizes.length +
  2 +
  sizes.reduce((sum, size) => sum + 4 + Math.max(0, size), 0) +
  2;

class Writer {
  readonly buffer: Buffer;
  #at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  close(name: string): void {
    this.#head('C', closeSize(name));
    this.#byte('S');
    this.#zeroEnded(name);
  }

  parse({ name, text }: WireStatement): void {
    this.#head('P', parseSize(name, text));
    this.#zeroEnded(name);
    this.#zeroEnded(text);
    this.#int16(0);
  }

  bind({ name, values }: WireStatement, sizes: readonly number[]): void {
    this.#head('B', bindSize(name, sizes));
    this.#zeroEnded('');
    this.#zeroEnded(name);
    this.#int16(values.length);
    for (const value of values) this.#int16(Buffer.isBuffer(value) ? 1 : 0);
    this.#int16(values.length);
    values.forEach((value, at) => {
      this.#at = this.buffer.writeInt32BE(sizes[at] ?? -1, this.#at);
      if (typeof value === 'string') this.#at += this.buffer.write(value, this.#at, 'utf8');
      else if (value !== null) this.#at += value.copy(this.buffer, this.#at);
    });
    // Columns come as text.
    this.#int16(0);
  }

  describe(): void {
    this.#head('D', DESCRIBE);
    this.#byte('P');
    this.#zeroEnded('');
  }

  execute(): void {
    this.#head('E', EXECUTE);
    this.#zeroEnded('');
    // However many rows there are.
    this.#at = this.buffer.writeInt32BE(0, this.#at);
  }

  sync(): void {
    this.#head('S', SYNC);
  }

  /** The length counts itself and what follows, but not the letter. */
  #head(letter: string, size: number): void {
    this.#byte(letter);
    this.#at = this.buffer.writeInt32BE(size - 1, this.#at);
  }

  #byte(letter: string): void {
    this.#at = this.buffer.writeUInt8(letter.charCodeAt(0), this.#at);
  }

  #int16(value: number): void {
    this.#at = this.buffer.writeInt16BE(value, this.#at);
  }

  #zeroEnded(text: string): void {
    this.#at += this.buffer.write(text, this.#at, 'utf8');
    this.#at = this.buffer.writeUInt8(0, this.#at);
  }
}
