/** A row of two texts side by side; a side that has nothing there is undefined. */
export interface DiffRow {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Rows that differ with a few equal ones around, or how many equal rows are folded away. */
export type DiffPart = { readonly rows: readonly DiffRow[] } | { readonly folded: number };

const AROUND = 3;

/** Two texts row by row: what stands in both is beside itself, what was changed is beside what it became. Pure. */
export function sideBySide(before: string, after: string): DiffPart[] {
  return folded(rowsOf(before.split('\n'), after.split('\n')));
}

function rowsOf(before: readonly string[], after: readonly string[]): DiffRow[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const same = (lines: readonly string[]) => lines.map((line): DiffRow => ({ before: line, after: line }));
  return [
    ...same(before.slice(0, start)),
    ...changedRows(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/** Larger stretches are shown whole, one beside the other: nobody reads them row by row. */
const MOST_CELLS = 4_000_000;

function changedRows(before: readonly string[], after: readonly string[]): DiffRow[] {
  if (before.length * after.length > MOST_CELLS) return beside(before, after);
  const rows: DiffRow[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    rows.push(...beside(removed, added));
    removed = [];
    added = [];
  };
  const lengths = commonLengths(before, after);
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      flush();
      rows.push({ before: before[left], after: after[right] });
      left += 1;
      right += 1;
    } else if (
      right >= after.length ||
      (left < before.length && at(lengths, left + 1, right) >= at(lengths, left, right + 1))
    ) {
      removed.push(before[left] ?? '');
      left += 1;
    } else {
      added.push(after[right] ?? '');
      right += 1;
    }
  }
  flush();
  return rows;
}

function at(lengths: readonly Uint16Array[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0;
}

/** Longest common stretch from each pair of rows on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let left = before.length - 1; left >= 0; left -= 1) {
    const [row, next] = [lengths[left], lengths[left + 1]];
    if (row === undefined || next === undefined) continue;
    for (let right = after.length - 1; right >= 0; right -= 1) {
      row[right] =
        before[left] === after[right] ? (next[right + 1] ?? 0) + 1 : Math.max(next[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return lengths;
}

function beside(before: readonly string[], after: readonly string[]): DiffRow[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({
    before: before[index],
    after: after[index],
  }));
}

function folded(rows: readonly DiffRow[]): DiffPart[] {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((row) => row.before !== row.after),
  );
  const parts: DiffPart[] = [];
  for (let index = 0; index < rows.length; ) {
    let end = index;
    while (end < rows.length && near[end] === near[index]) end += 1;
    parts.push(near[index] ? { rows: rows.slice(index, end) } : { folded: end - index });
    index = end;
  }
  return parts;
}
