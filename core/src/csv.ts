/** Values in a CSV as Russian programs of tables read it: UTF-8 with a mark, semicolons, CRLF, commas in numbers. Pure. */

/** Stands before the first line, so that the letters are read as UTF-8. */
export const csvMark = '\ufeff';

/** A program of tables would run such a text as a formula, whoever has typed it: an apostrophe before it makes it text. */
const formula = /^[\s\u00a0]*[=+\-@\t\r＝＋－＠]/u;

export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(written).join(';')}\r\n`).join('');
}

function written(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
