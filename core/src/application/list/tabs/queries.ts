import type { Transaction } from '../../../db.ts';
import {
  type ListedColumns,
  type ListPage,
  type ListRow,
  matchingRows,
  placed,
  rowsOf,
  shownColumns,
  wayOf,
} from '../page/queries.ts';
import { type Counting, countColumns, countsOf, isNarrowed, type ListFilter, matching } from '../queries.ts';
import { stretchesOf } from '../stretches.ts';

export interface TabsAsked extends Counting {
  /** What the list's own tab asks beside the page's filter. */
  readonly own: ListFilter;
}

export interface PageWithTabs {
  readonly rows: readonly ListRow[];
  readonly counts: readonly number[];
}

/**
 * The first page of a list and the counts of all tabs from the same rows: where a filter finds few, finding them is nearly all
 * of either's cost. `page.filter` is what the tabs have in common.
 * @returns nothing where many are found, or the order has two pieces: each is then asked by itself
 */
export async function firstPageWithTabs(
  trx: Transaction,
  page: ListPage,
  tabs: TabsAsked,
): Promise<PageWithTabs | undefined> {
  const [stretch, another] = stretchesOf(page.order);
  if (stretch === undefined || another !== undefined || !isNarrowed(page.filter)) return undefined;
  if ((await wayOf(trx, page)) !== 'gathered') return undefined;
  const found = matchingRows(trx, page, stretch).select('state', 'phase', 'executor_id');
  const inTab = trx.from('found as application').where(matching(tabs.own)).as('some');
  const rows = await trx
    .withMaterialized('found', found)
    .with('counted', (counted) => {
      counted.select(countColumns({ ...tabs, of: () => trx.from('found as application') }));
    })
    .with('page', placed(trx, page, { piece: { stretch, limit: page.limit }, among: inTab }))
    .from('counted')
    .joinRaw('left join page on true left join application a on a.id = page.id')
    .joinRaw('left join organisation o on o.id = a.organisation_id')
    .joinRaw('left join user_account e on e.id = a.executor_id')
    .select<(ListedColumns & Record<string, number>)[]>(trx.raw(`counted.*, ${shownColumns}`))
    .orderBy('page.nth');
  const [first = {}] = rows;
  // With nothing in the tab there is one row still, of the counts alone.
  return { rows: rowsOf(rows.filter(({ id }) => id !== null)), counts: countsOf(first, tabs) };
}
