import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ExchangeView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { exchangesQuery } from './queries.ts';
import { RequestDeliveries } from './request-deliveries.tsx';

const columns = ['Время', 'Направление', 'Обращение', 'Итог', 'Длительность', 'Содержимое'];

/** «История обращений к сервису»: each with what was sent and received, as it was. */
export function RequestExchanges({ applicationId, id }: { applicationId: string; id: string }) {
  const history = useInfiniteQuery(exchangesQuery(applicationId, id));
  return (
    <Card title="История обращений к сервису">
      {history.isPending ? <Loading /> : null}
      {history.error ? (
        <Notice tone="error" actions={<Button onClick={() => history.refetch()}>Повторить</Button>}>
          {history.error.message}
        </Notice>
      ) : null}
      {history.data ? <ExchangeRows id={id} items={history.data.pages.flatMap((page) => page.items)} /> : null}
      {history.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => history.fetchNextPage()} loading={history.isFetchingNextPage}>
            Показать ещё
          </Button>
        </div>
      ) : null}
      <RequestDeliveries applicationId={applicationId} id={id} />
    </Card>
  );
}

function ExchangeRows({ id, items }: { id: string; items: readonly ExchangeView[] }) {
  const { organisation } = useMe();
  if (items.length === 0) return <p className="rg-muted">Обращений по сети не было.</p>;
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">История обращений к сервису</caption>
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
            <td data-label="Время">{instantText(item.at, organisation.timeZone)}</td>
            <td data-label="Направление">{item.direction === 'out' ? 'Отправлено' : 'Получено'}</td>
            <td data-label="Обращение">
              <span className="rg-request-address">
                {item.method} {item.address}
              </span>
            </td>
            <td data-label="Итог">{item.emulated ? `${item.status}, эмулятор` : item.status}</td>
            <td data-label="Длительность">{numberText(item.duration)} мс</td>
            <td data-label="Содержимое">
              <Contents id={id} item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Contents({ id, item }: { id: string; item: ExchangeView }) {
  const path = (part: 'sent' | 'received') => `/api/requests/${id}/exchanges/${item.id}/content?part=${part}`;
  if (!item.sent && !item.received) return '—';
  return (
    <span className="rg-request-contents">
      {item.sent ? (
        <a href={path('sent')} download>
          Запрос
        </a>
      ) : null}
      {item.received ? (
        <a href={path('received')} download>
          Ответ
        </a>
      ) : null}
    </span>
  );
}
