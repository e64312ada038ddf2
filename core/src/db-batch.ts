import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type pg from 'pg';
import { type WireStatement, writeBatch } from './db-wire.ts';

/** What a placeholder takes; JSON is given as text. */
export type Value = string | number | boolean | Date | Buffer | null;

declare const rowType: unique symbol;

/**
 * A statement that PostgreSQL keeps parsed and planned under its name for as long as the connection lives. One name, one
 * text: what differs from call to call stands in `values`.
 */
export interface Statement<Row = unknown> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly Value[];
  readonly [rowType]?: Row;
}

/** Rows of each statement, in their order. */
export type RowsOf<Statements extends readonly Statement[]> = {
  -readonly [At in keyof Statements]: Statements[At] extends Statement<infer Row> ? Row[] : never;
};

/** Text with $1, $2 …; the name, of plain letters, is its own in the whole program. */
export function prepared<Row>(name: string, text: string): (...values: Value[]) => Statement<Row> {
  if (!/^[ -~]+$/.test(name)) throw new TypeError(`no name for a statement: ${JSON.stringify(name)}`);
  const kept = shortName(name);
  return (...values) => ({ name: kept, text, values });
}

/** PostgreSQL reads so much of a name and forgets the rest: two long ones that begin alike would be one statement to it. */
const longestName = 63;

function shortName(name: string): string {
  if (name.length <= longestName) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return `${name.slice(0, longestName - digest.length - 1)} ${digest}`;
}

/** Inside a transaction that is open already, with what was sent before and comes after; one message there, one back. */
export async function together<const S extends readonly Statement[]>(
  trx: Knex.Transaction,
  statements: S,
): Promise<RowsOf<S>> {
  return (await runBatch(await trx.client.acquireConnection(), statements)) as RowsOf<S>;
}

export function runBatch(connection: pg.Client, statements: readonly Statement[]): Promise<unknown[][]> {
  const batch = new Batch(statements, (oid) => connection.getTypeParser(oid, 'text'));
  connection.query(batch);
  return batch.rows;
}

type TypeParser = (oid: number) => (text: string) => unknown;

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** What is prepared on one connection. */
interface Prepared {
  readonly text: string;
  /** Undefined for a statement without rows. */
  columns: readonly Column[] | undefined;
}

interface Known {
  readonly prepared: Map<string, Prepared>;
  /** Of a batch that failed: perhaps there, perhaps not. */
  readonly doubtful: Set<string>;
}

const knownTo = new WeakMap<Wire, Known>();

/**
 * Several statements in one message, with one Sync at its end: outside of a transaction they are one of their own, and an
 * error of one undoes them all. pg's own queries send a Sync each and wait in between.
 */
class Batch implements pg.Submittable {
  readonly rows: Promise<unknown[][]>;
  readonly #statements: readonly Statement[];
  readonly #parserOf: TypeParser;
  readonly #found: unknown[][];
  readonly #fresh: string[] = [];
  #known: Known = { prepared: new Map(), doubtful: new Set() };
  #at = 0;
  #settled = false;
  #resolve: (rows: unknown[][]) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(statements: readonly Statement[], parserOf: TypeParser) {
    this.#statements = statements;
    this.#parserOf = parserOf;
    this.#found = statements.map(() => []);
    this.rows = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Gives an error instead of throwing it: then pg sends nothing and the connection stays whole. */
  submit(connection: unknown): Error | undefined {
    const wire = connection as Wire;
    this.#known = knownTo.get(wire) ?? this.#known;
    knownTo.set(wire, this.#known);
    for (const { name, text } of this.#statements) {
      const before = this.#known.prepared.get(name);
      if (before !== undefined && before.text !== text) return new Error(`two statements are called ${name}`);
    }
    // As pg does: a stream that is gone tells of it by its own event.
    if (wire.stream.writable)
      wire.stream.write(writeBatch(this.#statements.map((statement) => this.#written(statement))));
    return undefined;
  }

  #written({ name, text, values }: Statement): WireStatement {
    const { prepared, doubtful } = this.#known;
    // The columns of a statement stay the same: they are asked for once.
    const fresh = !prepared.has(name);
    const closed = fresh && doubtful.delete(name);
    if (fresh) {
      prepared.set(name, { text, columns: undefined });
      this.#fresh.push(name);
    }
    return { name, text, values: values.map(textOf), closed, fresh };
  }

  handleRowDescription({ fields }: { readonly fields: readonly { name: string; dataTypeID: number }[] }): void {
    const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#parserOf(dataTypeID) }));
    const prepared = this.#known.prepared.get(this.#statements[this.#at]?.name ?? '');
    if (prepared !== undefined) prepared.columns = columns;
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const columns = this.#known.prepared.get(this.#statements[this.#at]?.name ?? '')?.columns ?? [];
    try {
      this.#found[this.#at]?.push(rowOf(columns, fields));
    } catch (error) {
      this.#fail(error);
    }
  }

  handleCommandComplete(): void {
    this.#at += 1;
  }

  handleReadyForQuery(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#resolve(this.#found);
  }

  handleError(error: unknown): void {
    for (const name of this.#fresh) {
      this.#known.prepared.delete(name);
      this.#known.doubtful.add(name);
    }
    this.#fail(error);
  }

  #fail(error: unknown): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#reject(error);
  }
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    const text = fields[at];
    if (column !== undefined) row[column.name] = text === null || text === undefined ? null : column.parse(text);
  }
  return row;
}

function textOf(value: Value): string | Buffer | null {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** The inner side of pg that we lean on, as pg-cursor does; pg gives it no types. */
interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown };
}
