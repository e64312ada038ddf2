import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { titleOf } from '@reglament/core/rules';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { locale } from '../locale/locale.ts';
import { useMe } from '../session/me.ts';
import { plural } from '../ui/format.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnSearch } from './column-search.tsx';
import { shownColumns } from './columns.ts';
import { ExportMenu } from './export-menu.tsx';
import type { RowsHandle } from './list-body.tsx';
import { ListFilter } from './list-filter.tsx';
import { loadedFrom, rememberPlace, rememberRow } from './list-place.ts';
import { ListTable } from './list-table.tsx';
import { type ListView, nextSort, searchOfView, viewOfSearch } from './list-view.ts';
import { countsQuery, listQuery } from './queries.ts';
import { savedViewsQuery, viewOfContent } from './saved-view-queries.ts';
import { bulkActions, useSelection } from './selection.ts';
import { UndoBar } from './undo-bar.tsx';
import { ViewMenu } from './view-menu.tsx';

interface TabsProps {
  view: ListView;
  /** The list itself has come, and without its counts: what is counted beside it does not make it wait. */
  counting: boolean;
  href: (view: ListView) => string;
}

function Tabs({ view, counting, href }: TabsProps) {
  const { workplace } = useMe();
  const { data: counts } = useQuery({ ...countsQuery(view.filters), enabled: counting });
  return (
    <nav className="rg-tabs" aria-label="Статусы заявок">
      {workplace.tabs.map((tab) => {
        const count = counts?.find((item) => item.tab === tab.code);
        return (
          <Link
            key={tab.code}
            to={href({ ...view, tab: tab.code })}
            aria-current={tab.code === view.tab ? 'page' : undefined}
          >
            {titleOf(tab.title, locale)}
            {count?.count ? <span className="rg-count">{count.more ? `${count.count}+` : count.count}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}

function EmptyList({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { canCreate } = useMe();
  if (filtered) {
    return (
      <Empty title="По этому фильтру заявок нет" actions={<Button onClick={onClear}>Очистить</Button>}>
        Проверьте номер и даты или очистите фильтр.
      </Empty>
    );
  }
  return (
    <Empty
      title="Здесь пока нет заявок"
      actions={canCreate ? <Link to="/applications/new">Создать заявку</Link> : null}
    >
      {canCreate
        ? 'Создайте заявку, когда обратится заявитель, или откройте другую вкладку.'
        : 'Заявки появятся, когда их передадут вам. Посмотрите другие вкладки.'}
    </Empty>
  );
}

interface HeadButtonsProps {
  busy: boolean;
  onRefresh: () => void;
  view: ListView;
  go: (view: ListView) => void;
}

function HeadButtons({ busy, onRefresh, view, go }: HeadButtonsProps) {
  const { canCreate } = useMe();
  const navigate = useNavigate();
  useKey('create', 'Создать заявку', canCreate ? () => navigate('/applications/new') : undefined);
  useKey('refresh', 'Обновить список', onRefresh);
  return (
    <>
      <ViewMenu view={view} go={go} />
      <ExportMenu view={view} />
      <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={onRefresh} loading={busy} {...keyOf('refresh')}>
        Обновить
      </Button>
      {canCreate ? (
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          onClick={() => navigate('/applications/new')}
          {...keyOf('create')}
        >
          Создать
        </Button>
      ) : null}
    </>
  );
}

interface RowsProps {
  list: UseInfiniteQueryResult<{ pages: readonly ApiTypes['ApplicationList'][] }>;
  view: ListView;
  /** The row to come back to, and the one that the list was loaded from; empty: none. */
  at: string;
  from: string;
  caption: string;
  go: (view: ListView) => void;
}

function Rows({ list, view, at, from, caption, go }: RowsProps) {
  const { workplace, organisation } = useMe();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = shownColumns(view.columns, workplace.columns);
  const selection = useSelection(searchOfView(view), rows);
  const handle = useWayBack({ list, at, from }, rows);
  const choosing = bulkActions(rows).length > 0;
  const search = (
    <ColumnSearch
      columns={columns}
      chosen={choosing}
      filters={view.filters}
      onApply={(filters) => go({ ...view, filters })}
    />
  );
  // The rows of the former view, until those of this one come.
  const waiting = list.isPlaceholderData;
  if (rows.length === 0 && waiting) return <Loading />;
  const filtered = Object.keys(view.filters).length > 0;
  const empty = list.isSuccess ? <EmptyList filtered={filtered} onClear={() => go({ ...view, filters: {} })} /> : null;
  return (
    <>
      {waiting ? <Loading overlay /> : null}
      {rows.length === 0 ? (
        empty
      ) : (
        <>
          <MoreBefore list={list} />
          <ListTable
            rows={rows}
            columns={columns}
            sort={view.sort}
            timeZone={organisation.timeZone}
            caption={caption}
            busy={waiting}
            of={waiting ? undefined : searchOfView(view)}
            more={list.hasNextPage || list.hasPreviousPage}
            handle={handle}
            onRow={(id) => rememberRow(id, from)}
            onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
            onSort={(column) => go({ ...view, sort: nextSort(view.sort, column) })}
            search={workplace.columnSearch ? search : undefined}
            selection={choosing ? selection : undefined}
          />
          <MoreAfter list={list} count={rows.length} />
        </>
      )}
      <div className="rg-bars">
        <BulkBar selection={selection} view={view} more={list.hasNextPage} />
        <UndoBar />
      </div>
    </>
  );
}

function MoreAfter({ list, count }: Pick<RowsProps, 'list'> & { count: number }) {
  return (
    <div className="rg-more">
      <span className="rg-muted" role="status">
        {list.isPlaceholderData ? '' : `Показано: ${plural(count, ['заявка', 'заявки', 'заявок'])}`}
      </span>
      {list.hasNextPage ? (
        <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
          Показать ещё
        </Button>
      ) : null}
    </div>
  );
}

function MoreBefore({ list }: Pick<RowsProps, 'list'>) {
  if (!list.hasPreviousPage || list.isPlaceholderData) return null;
  return (
    <div className="rg-more">
      <Button onClick={() => list.fetchPreviousPage()} loading={list.isFetchingPreviousPage}>
        Показать предыдущие
      </Button>
    </div>
  );
}

/** One comes back to the row that one left, once: later the focus is the person's own. What stands before it is read too. */
function useWayBack({ list, at, from }: Pick<RowsProps, 'list' | 'at' | 'from'>, rows: readonly { id: string }[]) {
  const handle = useRef<RowsHandle | null>(null);
  const done = useRef('');
  const { hasPreviousPage, isFetching, isPlaceholderData, fetchPreviousPage } = list;
  const alone = from === at && hasPreviousPage && list.data?.pages.length === 1 && !list.isError;
  const index = at === '' || isPlaceholderData ? -1 : rows.findIndex(({ id }) => id === at);
  useEffect(() => {
    if (index < 0 || isFetching || done.current === at) return;
    if (alone) {
      void fetchPreviousPage();
      return;
    }
    done.current = at;
    handle.current?.focus(index);
  }, [index, at, alone, isFetching, fetchPreviousPage]);
  return handle;
}

/** «Заявки на услуги». An address that says nothing opens the person's usual view, if there is one. */
export function ListScreen() {
  const { workplace } = useMe();
  const [search] = useSearchParams();
  const bare = search.size === 0;
  const { data: views, isPending } = useQuery({ ...savedViewsQuery, enabled: bare });
  if (!bare) return <ListOfView />;
  if (isPending) return <Loading />;
  const usual = views?.find((view) => view.usual);
  if (!usual) return <ListOfView />;
  return <Navigate to={`/applications${searchOfView(viewOfContent(usual.content, workplace.tabs))}`} replace />;
}

function ListOfView() {
  const { workplace } = useMe();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const view = viewOfSearch(search, workplace.tabs);
  const href = (next: ListView) => `/applications${searchOfView(next)}`;
  const go = (next: ListView) => void navigate(href(next));
  const queryClient = useQueryClient();
  const at = search.get('at') ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded is looked at when one comes, not as it grows
  const from = useMemo(() => loadedFrom(queryClient, view, at), [search]);
  const list = useInfiniteQuery(listQuery(view, from));
  const refresh = () => void list.refetch();
  useEffect(() => rememberPlace(search.size > 0 ? `/applications?${search}` : '/applications'), [search]);
  const title = titleOf(workplace.menu.applications, locale);
  const busy = list.isRefetching && !list.isPlaceholderData;
  const isThere = list.isSuccess && !list.isPlaceholderData;
  return (
    <Page title={title} actions={<HeadButtons busy={busy} onRefresh={refresh} view={view} go={go} />}>
      <ListFilter filters={view.filters} onApply={(filters) => go({ ...view, filters })} />
      <Tabs view={view} counting={list.isError || (isThere && !list.data.pages[0]?.tabs)} href={href} />
      {list.isPending ? <Loading /> : null}
      {list.error ? (
        <Notice tone="error" title="Список не загружен" actions={<Button onClick={refresh}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      <Rows list={list} view={view} at={at} from={from} caption={title} go={go} />
    </Page>
  );
}
