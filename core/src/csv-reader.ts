/** Reads a table as a program of tables saves it: semicolons, commas or tabs, quotes, with or without a mark of UTF-8. Pure. */

export interface CsvRow {
  /** From 1, as a person counts the lines of the file. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows that hold something; a quote that is never closed takes the rest of the file. */
export function readCsv(text: string): CsvRow[] {
  const content = text.replace(/^\ufeff/, '');
  const separator = separatorOf(content);
  const rows: CsvRow[] = [];
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begun, cells: cells.map((one) => one.trim()) });
    cells = [];
    cell = '';
    begun = line;
  };
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at] ?? '';
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (content[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  endRow();
  return rows;
}

/** Of the first line, whichever stands there most often. */
function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return [';', '\t', ','].reduce((best, one) => (count(one) > count(best) ? one : best));
}
