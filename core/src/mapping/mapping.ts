import type { Converter, Mapping, MappingRow } from '@reglament/format';
import { truth } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { isAnswered, type Json, type JsonObject } from '../rule/value.ts';
import { type Converted, convert, isJoining, type RowTitles } from './converters.ts';
import { type Found, isForeign, listsIn, pointerOf, readAll, writeAt } from './mapping-path.ts';

type Titles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Code → title of lists: by path of the source, by path of the target, by code of a dictionary. */
export interface MappingTitles {
  readonly source?: Titles;
  readonly target?: Titles;
  readonly dictionaries?: Titles;
}

export interface MappingInput {
  readonly source: JsonObject;
  /** What the conditions of rows read. */
  readonly rules: RuleContext;
  readonly titles?: MappingTitles;
}

/** A value that was written, and where it comes from: shown beside it, and kept with it when it is accepted. */
export interface MappedValue {
  /** Position of the row in the mapping. */
  readonly row: number;
  /** Place in the target. */
  readonly pointer: string;
  readonly value: Json;
  /** Paths in the source; empty for a constant. */
  readonly from: readonly string[];
}

export interface MappingFault {
  readonly row: number;
  readonly pointer: string;
  /** Russian, for who reads the form: what could not be taken over and why. */
  readonly message: string;
}

export interface Mapped {
  readonly target: JsonObject;
  readonly values: readonly MappedValue[];
  readonly faults: readonly MappingFault[];
}

/**
 * Makes the target from the source, row by row. What the source does not say is not written; what cannot be converted is a
 * fault and is not written; of rows with one target the first wins whose condition is met and whose value is there.
 * @throws RuleError when a condition is itself wrong: the linter lets no such mapping through
 */
export function applyMapping(mapping: Mapping, input: MappingInput): Mapped {
  const target: Record<string, unknown> = {};
  const values = new Map<string, MappedValue>();
  const faults: MappingFault[] = [];
  mapping.forEach((row, index) => {
    if (isForeign(row.to)) return;
    if (row.when !== undefined && truth(row.when, input.rules).value !== true) return;
    for (const { rows, value } of sourceValues(row, input.source)) {
      const pointer = pointerOf(row.to, rows);
      if (values.has(pointer)) continue;
      const converted = throughAll(value, stepsOfRow(row), titlesFor(row, input.titles));
      if ('problem' in converted) faults.push({ row: index, pointer, message: converted.problem });
      else if (isAnswered(converted.value) && converted.value !== undefined)
        values.set(pointer, { row: index, pointer, value: converted.value, from: sourcesOf(row) });
    }
  });
  for (const { pointer, value } of values.values()) writeAt(target, pointer, value);
  return { target: target as JsonObject, values: [...values.values()], faults };
}

/** The paths that a row reads. */
export function sourcesOf({ from }: MappingRow): readonly string[] {
  return from === undefined ? [] : [from].flat();
}

export function stepsOfRow({ convert: steps }: MappingRow): readonly Converter[] {
  return steps === undefined ? [] : [steps].flat();
}

/** What a row takes, by row of a list; several sources of one row come together as a list. */
function sourceValues(row: MappingRow, source: JsonObject): readonly Found[] {
  const sources = sourcesOf(row);
  const [first] = sources;
  if (first === undefined) return [{ rows: [], value: null }];
  const found =
    isJoining(stepsOfRow(row)[0]) && sources.length > 1 ? together(sources, source) : readAll(source, first);
  const deeper = listsIn(first) - listsIn(row.to);
  return deeper > 0 ? collected(found, deeper) : found;
}

function together(paths: readonly string[], source: JsonObject): Found[] {
  const byRows = new Map<string, { rows: readonly number[]; value: unknown[] }>();
  for (const { rows, value } of paths.flatMap((path) => readAll(source, path))) {
    const known = byRows.get(rows.join()) ?? { rows, value: [] };
    known.value.push(value);
    byRows.set(rows.join(), known);
  }
  return [...byRows.values()];
}

/** `plots[].area` → `areas`: the innermost rows become members of a list. */
function collected(found: readonly Found[], levels: number): Found[] {
  const byRows = new Map<string, { rows: readonly number[]; value: unknown[] }>();
  for (const one of found) {
    const rows = one.rows.slice(0, one.rows.length - levels);
    const known = byRows.get(rows.join()) ?? { rows, value: [] };
    if (isAnswered(one.value)) known.value.push(one.value);
    byRows.set(rows.join(), known);
  }
  return [...byRows.values()];
}

function throughAll(value: unknown, steps: readonly Converter[], titles: RowTitles): Converted {
  let current: Converted = { value: value as Json };
  for (const step of steps) {
    if ('problem' in current) return current;
    const isConstant = typeof step !== 'string' && step.as === 'const';
    if (!isAnswered(current.value) && !isConstant) return { value: undefined };
    current = convert(current.value ?? null, step, titles);
  }
  return current;
}

function titlesFor(row: MappingRow, titles: MappingTitles = {}): RowTitles {
  return {
    source: own(titles.source, sourcesOf(row)[0] ?? ''),
    target: own(titles.target, row.to),
    dictionary: (code) => own(titles.dictionaries, code),
  };
}

function own(titles: Titles | undefined, key: string): Readonly<Record<string, string>> | undefined {
  return titles !== undefined && Object.hasOwn(titles, key) ? titles[key] : undefined;
}
