import type { MappingProblem } from '@reglament/core/rules';
import type { Converter, Mapping, MappingRow } from '@reglament/format';
import { cleaned } from '../list-commands.ts';

/** Pure commands of a mapping: what is not touched stays as it is, other rows keep their order. */

/** A row by its position in the mapping. */
export interface PlacedRow {
  readonly index: number;
  readonly row: MappingRow;
}

export function rowsTo(mapping: Mapping, path: string): PlacedRow[] {
  return mapping.flatMap((row, index) => (row.to === path ? [{ index, row }] : []));
}

/** Behind the last row with the same place, so that the first still wins. */
export function addRow(mapping: Mapping, row: MappingRow): Mapping {
  const last = mapping.findLastIndex(({ to }) => to === row.to);
  return last < 0 ? [...mapping, row] : mapping.toSpliced(last + 1, 0, row);
}

export function changeRow(
  mapping: Mapping,
  index: number,
  part: { readonly [Key in keyof MappingRow]?: MappingRow[Key] | undefined },
): Mapping {
  const row = mapping[index];
  if (row === undefined) return mapping;
  return mapping.with(index, cleaned<MappingRow>({ ...row, ...part } as MappingRow));
}

export function removeRow(mapping: Mapping, index: number): Mapping {
  return mapping.toSpliced(index, 1);
}

/** One path as it is, several as a list, none left out. */
export function fromOf(paths: readonly string[]): MappingRow['from'] {
  const [first, second] = paths;
  if (first === undefined || second === undefined) return first;
  return [...paths] as MappingRow['from'];
}

export function convertOf(steps: readonly Converter[]): MappingRow['convert'] {
  const [first, second] = steps;
  if (first === undefined || second === undefined) return first;
  return [...steps] as MappingRow['convert'];
}

export function stepsOf({ convert }: MappingRow): readonly Converter[] {
  return convert === undefined ? [] : [convert].flat();
}

export function pathsOf({ from }: MappingRow): readonly string[] {
  return from === undefined ? [] : [from].flat();
}

/** Sources of a row that are not there any more, as the check says. */
export function lostOf({ index, row }: PlacedRow, problems: readonly MappingProblem[]): readonly string[] {
  const lost = new Set(problems.filter(({ code }) => code === 'unknownSource').map(({ pointer }) => pointer));
  return pathsOf(row).filter((_, at) => lost.has(`/${index}/from`) || lost.has(`/${index}/from/${at}`));
}

/** What was chosen anew beside lost sources takes the place of the first of them: the order of a name stays. */
export function withReplaced(
  paths: readonly string[],
  lost: readonly string[],
  next: readonly string[],
): readonly string[] {
  const result = paths.filter((path) => lost.includes(path) || next.includes(path));
  for (const path of next.filter((one) => !paths.includes(one))) {
    const at = result.findIndex((one) => lost.includes(one));
    if (at < 0) result.push(path);
    else result[at] = path;
  }
  return result;
}

/** What takes several sources at once. */
export function takesSeveral(row: MappingRow): boolean {
  const [first] = stepsOf(row);
  return first === 'fullName' || (typeof first === 'object' && first.as === 'join');
}

/** The value of a row that is always the same. */
export function constantOf(row: MappingRow): string | number | boolean | undefined {
  const [first] = stepsOf(row);
  return typeof first === 'object' && first.as === 'const' ? first.value : undefined;
}
