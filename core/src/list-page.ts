/** Rows of a page when nobody says how many. */
export const usualPage = 50;

/** A page of a keyset list, of `rows` that were asked for one more than it shows: whether there is more is seen by that one. */
export function pageById<Row extends { readonly id: string }, View>(
  rows: readonly Row[],
  limit: number,
  viewOf: (row: Row) => View,
): { items: View[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { items: shown.map(viewOf), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
