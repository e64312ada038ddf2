import { ReloadOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { IncomingItem, IncomingStatus } from '../api.ts';
import { useMe } from '../session/me.ts';
import { initialsOf, instantText } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { incomingListQuery } from './queries.ts';

const tabs = [
  { status: 'new', title: 'Новые' },
  { status: 'inWork', title: 'В работе' },
  { status: 'answered', title: 'Исполнено' },
  { status: 'refused', title: 'Отказано' },
] as const satisfies readonly { status: IncomingStatus; title: string }[];

const columns = ['Номер', 'Дата поступления', 'Кто спрашивает', 'Тема', 'Исполнитель', 'Дата ответа'];

/** «Входящие Р-запросы»: what other bodies of the region ask this one. */
export function IncomingListScreen() {
  const [search] = useSearchParams();
  const status = tabs.find((tab) => tab.status === search.get('status'))?.status ?? 'new';
  const list = useInfiniteQuery(incomingListQuery(status));
  const refresh = () => void list.refetch();
  useKey('refresh', 'Обновить список', refresh);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Входящие Р-запросы"
      lead="Другие ведомства спрашивают сведения у вашего. Откройте запрос, чтобы ответить."
      actions={
        <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={refresh}>
          Обновить
        </Button>
      }
    >
      <Tabs current={status} counts={list.data?.pages[0]?.counts} />
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={refresh}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {items.length > 0 ? <Rows items={items} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Запросов здесь нет">Новый запрос появится на вкладке «Новые», список обновляется сам.</Empty>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

interface TabsProps {
  current: IncomingStatus;
  counts: ApiTypes['IncomingList']['counts'] | undefined;
}

function Tabs({ current, counts }: TabsProps) {
  return (
    <nav className="rg-tabs" aria-label="Состояния запросов">
      {tabs.map(({ status, title }) => (
        <Link
          key={status}
          to={status === 'new' ? '?' : `?status=${status}`}
          aria-current={status === current ? 'page' : undefined}
        >
          {title}
          {counts ? <span className="rg-count">{counts[status]}</span> : null}
        </Link>
      ))}
    </nav>
  );
}

function Rows({ items }: { items: readonly IncomingItem[] }) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instantText(instant, organisation.timeZone);
  const table = useRowWalk();
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">Входящие Р-запросы</caption>
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td data-label="Номер" data-column="number">
              <Link
                to={`/incoming-requests/${item.id}`}
                className="rg-row-link"
                aria-label={`Входящий запрос № ${item.number}`}
              >
                {item.number}
              </Link>
            </td>
            <td data-label="Дата поступления">{at(item.receivedAt)}</td>
            <td data-label="Кто спрашивает">{item.asker.title}</td>
            <td data-label="Тема">
              {item.destroyed ? <span className="rg-muted">Данные уничтожены</span> : item.subject}
            </td>
            <td data-label="Исполнитель">
              {item.executor ? initialsOf(item.executor.name) : <span className="rg-muted">Не назначен</span>}
            </td>
            <td data-label="Дата ответа">{at(item.answeredAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
