import type { ServiceDefinition } from '@reglament/format';
import type { Choice } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { findDictionary, findKind, plain, yesOf } from '../bulk/cell-words.ts';
import { readCells } from '../bulk/read-cells.ts';
import { changeFieldUi, requireField } from '../form-commands.ts';
import { titledField } from '../titled-field.ts';
import { fieldsToSection, fieldToKind, rowsOf, tableHead } from './table-commands.ts';

/** Cells of a spreadsheet over the table of fields. Pure. */

export const columns = ['title', 'kind', 'required', 'dictionary', 'section'] as const;
export type Column = (typeof columns)[number];

export interface PastePlace {
  readonly field: string;
  readonly column: Column;
}

export interface PasteWith {
  readonly dictionaries: readonly Choice[];
  readonly frozen: ReadonlySet<string>;
}

export interface Pasted {
  readonly service: ServiceDefinition;
  /** Cells that are another now. */
  readonly changed: number;
  /** What was left as it is and why, in words. */
  readonly problems: readonly string[];
}

/** Right and down from a cell; where the first row is the table's own heading, by its names and the codes of fields. */
export function pasteOver(
  service: ServiceDefinition,
  text: string,
  { at, ...withWhat }: PasteWith & { readonly at: PastePlace },
): Pasted {
  const cells = readCells(text);
  const named = cells[0]?.some((cell) => plain(cell) === plain(tableHead[0])) ?? false;
  const { targets, problems } = named ? byHeading(service, cells) : byPlace(service, cells, at);
  const codes = new Map<string, string>();
  let current = service;
  let changed = 0;
  const left = [...problems];
  for (const { field, column, cell } of targets) {
    const code = codes.get(field) ?? field;
    const made = writers[column](current, code, { cell, ...withWhat });
    if ('problem' in made) left.push(`«${titleIn(service, field)}»: ${made.problem}`);
    else if (JSON.stringify(made.service) !== JSON.stringify(current)) {
      current = made.service;
      changed += 1;
      codes.set(field, made.field);
    }
  }
  return { service: current, changed, problems: left };
}

interface Target {
  readonly field: string;
  readonly column: Column;
  readonly cell: string;
}

interface Targets {
  readonly targets: Target[];
  readonly problems: string[];
}

function byPlace(service: ServiceDefinition, cells: string[][], at: PastePlace): Targets {
  const rows = rowsOf(service);
  const first = rows.findIndex(({ field }) => field === at.field);
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const [down, row] of cells.entries()) {
    const field = rows[first + down]?.field;
    if (field === undefined) {
      problems.push(`строк больше, чем полей: лишних ${cells.length - down}`);
      break;
    }
    for (const [right, cell] of row.entries()) {
      const column = columns[columns.indexOf(at.column) + right];
      if (column !== undefined) targets.push({ field, column, cell });
      else if (cell !== '') problems.push(`«${titleIn(service, field)}»: «${cell}» правее последнего столбца`);
    }
  }
  return { targets, problems };
}

function byHeading(service: ServiceDefinition, [head = [], ...body]: string[][]): Targets {
  const known = new Set(rowsOf(service).map(({ field }) => field));
  const names = head.map((name) => tableHead.findIndex((one) => plain(one) === plain(name)));
  const problems = head
    .filter((name, index) => names[index] === -1 && name !== '')
    .map((name) => `столбца «${name}» нет`);
  const targets: Target[] = [];
  for (const row of body) {
    const field = row[names.indexOf(0)] ?? '';
    if (field === '') continue;
    if (!known.has(field)) problems.push(`поля с кодом «${field}» нет`);
    else {
      for (const [index, cell] of row.entries()) {
        const column = columns[(names[index] ?? -1) - 1];
        if (column !== undefined) targets.push({ field, column, cell });
      }
    }
  }
  return { targets, problems };
}

type Written = { readonly service: ServiceDefinition; readonly field: string } | { readonly problem: string };
type Writer = (service: ServiceDefinition, field: string, what: PasteWith & { readonly cell: string }) => Written;

const writers: Readonly<Record<Column, Writer>> = {
  title: (service, field, { cell, frozen }) => {
    if (cell === '') return { problem: 'нет названия' };
    if (cell.length > 500) return { problem: 'название длиннее 500 знаков' };
    if (cell === titleIn(service, field)) return { service, field };
    return titledField(service, field, { title: cell, frozen });
  },
  kind: (service, field, { cell }) => {
    const own = rowsOf(service).find((row) => row.field === field);
    if (own !== undefined && plain(own.kindTitle) === plain(cell)) return { service, field };
    const kind = findKind(cell);
    return kind === undefined
      ? { problem: `вида «${cell}» нет` }
      : { service: fieldToKind(service, field, kind), field };
  },
  required: (service, field, { cell }) => {
    const required = yesOf(cell);
    if (required === undefined) return { problem: `«${cell}» – не «да» и не «нет»` };
    return { service: requireField(service, field, required), field };
  },
  dictionary: (service, field, { cell, dictionaries }) => {
    const own = service.form.ui?.[field];
    if (cell === '' || cell === own?.dictionary) return { service, field };
    const dictionary = findDictionary(cell, dictionaries);
    if (dictionary === undefined) return { problem: `справочника «${cell}» нет` };
    if (own?.widget !== 'dictionary') return { problem: 'справочник бывает только у вида «Из справочника»' };
    return { service: changeFieldUi(service, field, { dictionary }), field };
  },
  section: (service, field, { cell }) => {
    const found = service.form.sections.find(
      ({ code, title }) => code === cell || plain(russian(title)) === plain(cell),
    );
    if (found === undefined) return { problem: `раздела «${cell}» нет` };
    return { service: fieldsToSection(service, [field], found.code), field };
  },
};

function titleIn({ form }: ServiceDefinition, field: string): string {
  return form.schema.properties[field]?.title ?? field;
}
