/** What a spreadsheet puts into the clipboard, row by row: tabs between cells, quotes around a cell with a line break. Pure. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  // A last line break ends the last row.
  const cells = text.replace(/\r?\n$/, '').matchAll(/(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*))(\t|\r?\n|$)/g);
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}
