import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Transaction } from '../db.ts';
import { BrokenArchive, type TableShape } from './archive-shape.ts';
import { copyIn } from './rows.ts';

export interface TableIntake {
  /** The next part; parts of one table follow each other. */
  take(table: string, content: AsyncIterable<Buffer>): Promise<void>;
  /** Gives the number of rows of each table. */
  end(): Promise<ReadonlyMap<string, number>>;
  /** Ends a copying that is left in the middle: until then its connection takes nothing else. */
  abort(): Promise<void>;
}

interface Copying {
  readonly table: string;
  readonly stream: Writable & { rowCount: number };
  /** Rejects with the database's own word; a refused copying would otherwise keep silent for ever. */
  readonly refused: Promise<never>;
}

export function openTableIntake(trx: Transaction, tables: readonly TableShape[]): TableIntake {
  const shapes = new Map(tables.map((table) => [table.name, table]));
  const rows = new Map<string, number>();
  let copying: Copying | undefined;

  async function end(): Promise<ReadonlyMap<string, number>> {
    if (copying === undefined) return rows;
    const { table, stream, refused } = copying;
    stream.end();
    await Promise.race([finished(stream), refused]);
    rows.set(table, stream.rowCount);
    copying = undefined;
    return rows;
  }

  async function begin(table: string): Promise<Copying> {
    await end();
    const shape = shapes.get(table);
    if (shape === undefined || rows.has(table)) throw new BrokenArchive(`таблица ${table} не на своём месте`);
    const stream = await copyIn(trx, shape);
    const { promise: refused, reject } = Promise.withResolvers<never>();
    refused.catch(() => undefined); // told by whoever writes next
    stream.once('error', reject);
    return { table, stream, refused };
  }

  return {
    async take(table, content) {
      if (copying?.table !== table) copying = await begin(table);
      for await (const chunk of content) await Promise.race([written(copying.stream, chunk), copying.refused]);
    },
    end,
    async abort() {
      if (copying === undefined || copying.stream.errored) return;
      await finished(copying.stream.destroy(new Error('restore was given up'))).catch(() => undefined);
    },
  };
}

/** Resolves when the database can take more. */
function written(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
