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
