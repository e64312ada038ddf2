import type { ApiTypes } from '@reglament/core/api';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';

type Entry = ApiTypes['ViewerEntry'];

/** Asked for by hand: looking is on record as well. */
function viewersQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['viewers', id],
    queryFn: ({ pageParam, signal }) =>
      request<ApiTypes['ViewerList']>(`/api/applications/${id}/viewers`, {
        query: pageParam ? { before: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['ViewerList']) => page.next ?? undefined,
    staleTime: 0,
    gcTime: 0,
  });
}

/** «Кто смотрел»: for those who read the journal. */
export function ViewersCard({ id }: { id: string }) {
  const { permissions } = useMe();
  const [open, setOpen] = useState(false);
  if (!permissions.includes('journal.read')) return null;
  return (
    <Card title="Кто смотрел">
      {open ? <Viewers id={id} /> : <Button onClick={() => setOpen(true)}>Показать, кто смотрел</Button>}
    </Card>
  );
}

function Viewers({ id }: { id: string }) {
  const list = useInfiniteQuery(viewersQuery(id));
  if (list.isPending) return <Loading />;
  if (list.error) return <Notice tone="error">{list.error.message}</Notice>;
  return (
    <>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Кто смотрел</caption>
        <thead>
          <tr>
            <th scope="col">Когда</th>
            <th scope="col">Кто</th>
            <th scope="col">Что</th>
          </tr>
        </thead>
        <tbody>
          {list.data.pages
            .flatMap((page) => page.items)
            .map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
        </tbody>
      </table>
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Row({ entry: { at, since, times, user, title, subject } }: { entry: Entry }) {
  const { organisation } = useMe();
  return (
    <tr>
      <td data-label="Когда">
        {instantText(at, organisation.timeZone)}
        {times > 1 ? (
          <div className="rg-muted">
            Раз: {times}, первый – {instantText(since, organisation.timeZone)}
          </div>
        ) : null}
      </td>
      <td data-label="Кто">{user?.name ?? 'Система'}</td>
      <td data-label="Что">
        {title}
        {subject ? <div className="rg-muted">{subject}</div> : null}
      </td>
    </tr>
  );
}
