import { csvMark, csvText } from '../../csv.ts';
import type { Cell } from './cells.ts';
import type { Head, TableWriter } from './writer.ts';

/** A table as CSV, page by page. */
export function openCsv(heads: readonly Head[]): TableWriter {
  let ready: string[] = [csvMark, csvText([heads.map(({ title }) => title)])];
  return {
    write: (row) => void ready.push(csvText([row.map(textOf)])),
    end: () => undefined,
    take() {
      const bytes = Buffer.from(ready.join(''));
      ready = [];
      return bytes.length > 0 ? [bytes] : [];
    },
  };
}

/** A day as people here write it. */
const textOf = (cell: Cell) => ('day' in cell ? cell.day.split('-').reverse().join('.') : cell.text);
