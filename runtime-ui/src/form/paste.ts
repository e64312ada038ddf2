/** Cells of a spreadsheet as answers: rows of a repeating group. Pure. */
import type { JsonSchema } from '@reglament/format';
import { parseDate } from './mask.ts';
import { readingOf } from './readings.ts';
import { fieldOptions } from './view-schema.ts';

export interface Pasted {
  rows: readonly unknown[];
  /** How many rows the pasted cells reached. */
  count: number;
  /** Cells that could not be read; the answers there stay as they were. */
  unread: readonly { row: number; title: string; text: string }[];
}

interface Paste {
  text: string;
  items: JsonSchema;
  rows: readonly unknown[];
  /** The row and the field of the cell that has the focus; cells go right and down from it. */
  row: number;
  field: string | undefined;
  most: number;
}

type Read = { ok: true; value: unknown } | { ok: false };

/** More than one cell, so that one word is pasted into the input as usual. */
export function isTable(text: string): boolean {
  return /\t|\n./.test(text.replace(/\r/g, ''));
}

/** A cell and what ends it; one of several lines comes in quotes, with its own quotes doubled. */
const cell = /(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/g;

export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.replace(/\r\n?/g, '\n').trimEnd().matchAll(cell)) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') break;
    if (end === '\n') rows.push([]);
  }
  return rows;
}

export function pasteRows({ text, items, rows, row, field, most }: Paste): Pasted {
  const columns = Object.entries(items.properties ?? {});
  const first = Math.max(
    0,
    columns.findIndex(([code]) => code === field),
  );
  const next = [...rows];
  const unread: { row: number; title: string; text: string }[] = [];
  const cells = cellsOf(text).slice(0, Math.max(0, most - row));
  cells.forEach((line, down) => {
    const answers = { ...(next[row + down] as Record<string, unknown> | undefined) };
    line.slice(0, columns.length - first).forEach((cell, right) => {
      const [code, schema] = columns[first + right] ?? [];
      if (code === undefined || schema === undefined || cell === '') return;
      const read = readCell(cell, schema);
      if (read.ok) answers[code] = read.value;
      else unread.push({ row: row + down, title: schema.title ?? code, text: cell });
    });
    next[row + down] = answers;
  });
  return { rows: next, count: cells.length, unread };
}

function readCell(cell: string, schema: JsonSchema): Read {
  const { widget } = fieldOptions(schema, undefined);
  const choice = choiceOf(cell, schema);
  if (choice !== undefined) return { ok: true, value: choice };
  if (schema.oneOf || schema.enum || widget === undefined || widget === 'checkboxes') return { ok: false };
  if (widget === 'checkbox') return yesNo(cell);
  if (widget === 'date') {
    const value = /^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : parseDate(cell, new Date().getFullYear());
    return value === undefined ? { ok: false } : { ok: true, value };
  }
  const parsed = readingOf(widget, schema).parse(cell);
  return parsed.ok ? { ok: true, value: parsed.value } : { ok: false };
}

/** By its words or by its code. */
function choiceOf(cell: string, { oneOf, enum: values }: JsonSchema): unknown {
  const same = (value: unknown) => String(value).toLocaleLowerCase('ru') === cell.toLocaleLowerCase('ru');
  const found = oneOf?.find((one) => same(one.title ?? one.const) || same(one.const));
  return found ? found.const : values?.find(same);
}

function yesNo(cell: string): Read {
  if (/^(?:да|yes|true|истина|1|\+|v|x)$/i.test(cell)) return { ok: true, value: true };
  return /^(?:нет|no|false|ложь|0|-)$/i.test(cell) ? { ok: true, value: false } : { ok: false };
}
