import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import type { PortalDelivery, RequestDelivery } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantDateText, instantText, sizeText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { deliveryKind, deliveryStatus } from './delivery-words.ts';

type Delivery = RequestDelivery | PortalDelivery;

interface DeliveryTableProps {
  title: string;
  items: readonly Delivery[];
  /** Where the bytes of a message are. */
  contentOf: (id: string) => string;
}

/** Messages of the other side, with what became of each and what its signatures showed. */
export function DeliveryTable({ title, items, contentOf }: DeliveryTableProps) {
  const hasKinds = items.some((item) => 'kind' in item);
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">Получено</th>
          {hasKinds ? <th scope="col">Что пришло</th> : null}
          <th scope="col">Что с ним</th>
          <th scope="col">Проверка подписей</th>
          <th scope="col">Содержимое</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} path={contentOf(item.id)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item, path }: { item: Delivery; path: string }) {
  const { organisation } = useMe();
  const { status, reason } = item;
  const { tone, words } = deliveryStatus(status);
  return (
    <tr>
      <td data-label="Получено">{instantText(item.receivedAt, organisation.timeZone)}</td>
      {'kind' in item ? <td data-label="Что пришло">{deliveryKind(item.kind)}</td> : null}
      <td data-label="Что с ним">
        <div>
          <Tag tone={tone}>{words}</Tag>
          {reason ? <span className="rg-block rg-muted">{reason}</span> : null}
        </div>
      </td>
      <td data-label="Проверка подписей">
        <Verdicts item={item} />
      </td>
      <td data-label="Содержимое">
        <Content item={item} path={path} />
      </td>
    </tr>
  );
}

function Verdicts({ item: { verdicts } }: { item: Delivery }) {
  if (verdicts.length === 0) return 'Подписей, которые можно проверить, нет';
  return (
    <ul className="rg-plain-list">
      {verdicts.map(({ valid, text }) => (
        <li key={text} className={valid ? 'rg-verdict' : 'rg-verdict rg-verdict-bad'}>
          {valid ? <CheckCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />} {text}
        </li>
      ))}
    </ul>
  );
}

function Content({ item: { forgottenAt, size }, path }: { item: Delivery; path: string }) {
  const { organisation } = useMe();
  if (forgottenAt) {
    return (
      <span className="rg-muted">Удалено {instantDateText(forgottenAt, organisation.timeZone)} по сроку хранения</span>
    );
  }
  return (
    <span>
      <a href={path} download>
        Скачать
      </a>{' '}
      <span className="rg-muted">{sizeText(size)}</span>
    </span>
  );
}
