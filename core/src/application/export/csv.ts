import type { Cell } from './cells.ts';
import type { Head, TableWriter } from './writer.ts';

/** A program of tables would run such a text as a formula, whoever has typed it: an apostrophe before it makes it text. */
const formula = /^[\s\u00a0]*[=+\-@\t\r＝＋－＠]/u;

/** As Russian programs of tables read it: UTF-8 with a mark, semicolons, CRLF, дд.мм.гггг. */
export function openCsv(heads: readonly Head[]): TableWriter {
  let ready: string[] = ['\ufeff', `${heads.map(({ title }) => quoted(title)).join(';')}\r\n`];
  return {
    write: (row) => void ready.push(`${row.map(csvCell).join(';')}\r\n`),
    end: () => undefined,
    take() {
      const bytes = Buffer.from(ready.join(''));
      ready = [];
      return bytes.length > 0 ? [bytes] : [];
    },
  };
}

export function csvCell(cell: Cell): string {
  if ('day' in cell) return cell.day.split('-').reverse().join('.');
  return quoted(formula.test(cell.text) ? `'${cell.text}` : cell.text);
}

function quoted(text: string): string {
  return /[;"\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
