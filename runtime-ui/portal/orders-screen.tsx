import { Link } from 'react-router';
import { instantText } from '../src/ui/format.ts';
import { Empty, Loading, Notice } from '../src/ui/notice.tsx';
import { Tag } from '../src/ui/status-tag.tsx';
import { useAccount } from './account.ts';
import { currentTitle, toneOf } from './order-words.ts';
import { useOrders } from './queries.ts';
import { Screen } from './screen.tsx';

/** «Мои заявления» of whoever has signed in. */
export function OrdersScreen() {
  const { person } = useAccount();
  const { data, error } = useOrders(person.key);
  return (
    <Screen title="Мои заявления" lead={person.title}>
      {error && !data ? <Notice tone="error">{error.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data?.items.length === 0 ? (
        <Empty title="Заявлений пока нет" actions={<Link to="/">Выбрать услугу</Link>}>
          Поданное заявление появится здесь.
        </Empty>
      ) : null}
      <ul className="rp-orders">
        {data?.items.map((order) => (
          <li key={order.id}>
            <Link to={`/orders/${order.id}`} className="rp-order">
              <span className="rp-order-head">
                <span className="rp-tile-title">{order.service.title}</span>
                <Tag tone={toneOf(order)}>{currentTitle(order)}</Tag>
              </span>
              <span className="rg-muted">
                № {order.id} от {instantText(order.events[0]?.at)} · {order.body.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
