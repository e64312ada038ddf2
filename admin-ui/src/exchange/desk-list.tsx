import { Empty, Loading, Notice } from '@reglament/runtime-ui/ui';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';

type Loaded<Item> = UseInfiniteQueryResult<{ pages: readonly { items: readonly Item[] }[] }>;

interface DeskListProps<Item> {
  list: Loaded<Item>;
  caption: string;
  /** Before «Действия». */
  columns: readonly string[];
  /** What is said when there is nothing, and why that is well. */
  empty: { readonly title: string; readonly text: string };
  /** Nothing may be there because nothing fits. */
  filtered?: boolean;
  /** What the last deed has failed with. */
  failure?: Error | null;
  row: (item: Item) => ReactNode;
}

/** A table of the exchange desk that grows by pages, with what is said while it loads, when it failed and when it is empty. */
export function DeskList<Item>({
  list,
  caption,
  columns,
  empty,
  filtered = false,
  failure = null,
  row,
}: DeskListProps<Item>) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title={filtered ? 'Ничего не найдено' : empty.title}>
          {filtered ? 'Под эти условия ничего не попало: измените их или очистите.' : empty.text}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col" className="rg-actions-head">
                Действия
              </th>
            </tr>
          </thead>
          <tbody>{items.map(row)}</tbody>
        </table>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
    </>
  );
}
