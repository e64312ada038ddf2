import type { ServiceDefinition } from '@reglament/format';
import { firstWords } from '../../first-words.ts';
import type { Choice } from '../../tab-props.ts';
import type { FieldKind } from '../field-kinds.ts';
import { addField, addSection, changeField, changeFieldUi, type FieldPlace, requireField } from '../form-commands.ts';
import { findDictionary, findKind, plain, yesOf } from './cell-words.ts';
import { readCells } from './read-cells.ts';

/** Fields out of a spreadsheet: a row a field, columns «название, вид, обязательное, справочник». Pure. */

export interface BulkRow {
  readonly line: number;
  readonly title: string;
  readonly kind: FieldKind | undefined;
  readonly required: boolean;
  readonly dictionary: string | undefined;
  /** Why it cannot be added, in words. */
  readonly problems: readonly string[];
}

export const MOST_ROWS = 300;

/** What was copied out of a spreadsheet, row by row; a heading row and empty rows are left out. */
export function readRows(text: string, dictionaries: readonly Choice[]): BulkRow[] {
  const lines = readCells(text).map((cells, index) => ({ line: index + 1, cells }));
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head] = filled;
  const body = head !== undefined && isHead(head.cells) ? filled.slice(1) : filled;
  return body.slice(0, MOST_ROWS).map(({ line, cells }) => rowOf(line, cells, dictionaries));
}

function isHead([title = '', kind = '']: readonly string[]): boolean {
  return ['название', 'поле', 'name'].includes(plain(title)) && findKind(kind) === undefined;
}

function rowOf(line: number, cells: readonly string[], dictionaries: readonly Choice[]): BulkRow {
  const [title = '', kindWord = '', requiredWord = '', dictionaryWord = '', ...more] = cells;
  const named = dictionaryWord === '' ? undefined : findDictionary(dictionaryWord, dictionaries);
  const kind = findKind(kindWord !== '' ? kindWord : dictionaryWord !== '' ? 'dictionary' : 'text');
  const required = yesOf(requiredWord);
  const problems = [
    ...(title === '' ? ['нет названия'] : []),
    ...(title.length > 500 ? ['название длиннее 500 знаков'] : []),
    ...(kind === undefined ? [`вида «${kindWord}» нет`] : []),
    ...(required === undefined ? [`«${requiredWord}» – не «да» и не «нет»`] : []),
    ...(dictionaryWord !== '' && named === undefined ? [`справочника «${dictionaryWord}» нет`] : []),
    ...(kind?.code === 'dictionary' && dictionaryWord === '' ? ['не назван справочник'] : []),
    ...(kind !== undefined && kind.code !== 'dictionary' && dictionaryWord !== ''
      ? ['справочник бывает только у вида «Из справочника»']
      : []),
    ...(more.some((cell) => cell !== '') ? ['столбцов больше четырёх'] : []),
  ];
  return { line, title, kind, required: required ?? false, dictionary: named, problems };
}

/** Adds the right rows one behind the other; at the end of the form, where no place is given. */
export function addRows(service: ServiceDefinition, rows: readonly BulkRow[], place?: FieldPlace): ServiceDefinition {
  let current = service.form.sections.length === 0 ? addSection(service, firstWords.section) : service;
  const last = current.form.sections.at(-1);
  const begin = place ?? { section: last?.code ?? '', index: last?.fields.length ?? 0 };
  let added = 0;
  for (const { title, kind, required, dictionary, problems } of rows) {
    if (problems.length > 0 || kind === undefined) continue;
    // Named at once, so that the code follows the title.
    const made = addField(current, { ...kind, title }, { ...begin, index: begin.index + added });
    added += 1;
    current = changeField(made.service, made.field, { title });
    if (required) current = requireField(current, made.field, true);
    if (dictionary !== undefined) current = changeFieldUi(current, made.field, { dictionary });
  }
  return current;
}
