import { csvMark, csvText } from '@reglament/core/rules';
import type { Figure } from './figure-table.tsx';

/** What is on the screen as a file, made here: the same figures, whatever has changed on the server since. */
export function saveTable(name: string, rows: readonly (readonly Figure[])[]): void {
  const address = URL.createObjectURL(new Blob([csvMark + csvText(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
