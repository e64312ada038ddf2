/** A table as spreadsheets of this country open it: semicolons, commas in numbers. What a person typed never runs as a formula. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('');
}

/** Stands before the first line, so that the letters are read as UTF-8. */
export const csvMark = '\uFEFF';

const formula = /^[\s]*[=+\-@]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = formula.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
