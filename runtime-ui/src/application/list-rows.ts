/** Which rows of a long list stand in the page, and where the keys lead. Pure. */

/** A list of so many rows is simply there; of a longer one only the rows near the screen are. */
export const MOST_MOUNTED = 60;

export interface MountedRow {
  index: number;
  start: number;
  end: number;
}

export type Part = { row: number } | { space: number; before: number };

/** Rows that are there, with the height of those that are not: between them too, since the row in focus stays. */
export function partsOf(
  mounted: readonly MountedRow[],
  { top, height }: { top: number; height: number },
): readonly Part[] {
  const parts: Part[] = [];
  let place = 0;
  for (const { index, start, end } of mounted) {
    const gap = start - top - place;
    if (gap > 0) parts.push({ space: gap, before: index });
    parts.push({ row: index });
    place = end - top;
  }
  if (height - place > 0) parts.push({ space: height - place, before: -1 });
  return parts;
}

const PAGE = 10;

/** The row that a key leads to from another; undefined when it is no such key, or there is nothing further. */
export function rowByKey(key: string, from: number, count: number): number | undefined {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: Math.min(from + PAGE, count - 1),
    PageUp: Math.max(from - PAGE, 0),
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || to < 0 || to >= count || to === from ? undefined : to;
}
