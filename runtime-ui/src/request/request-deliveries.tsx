import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { RequestDelivery } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantDateText, instantText, sizeText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { deliveriesQuery } from './queries.ts';
import { deliveryTone, deliveryWords } from './request-words.ts';

/** Messages of the other side about a request, with what became of each and what its signatures showed. */
export function RequestDeliveries({ applicationId, id }: { applicationId: string; id: string }) {
  const came = useQuery(deliveriesQuery(applicationId, id));
  if (came.isPending) return <Loading />;
  if (came.error) {
    return (
      <Notice tone="error" actions={<Button onClick={() => came.refetch()}>Повторить</Button>}>
        {came.error.message}
      </Notice>
    );
  }
  if (came.data.items.length === 0) return null;
  return (
    <>
      <h3 className="rg-subhead">Сообщения поставщика</h3>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Сообщения поставщика</caption>
        <thead>
          <tr>
            <th scope="col">Получено</th>
            <th scope="col">Что с ним</th>
            <th scope="col">Проверка подписей</th>
            <th scope="col">Содержимое</th>
          </tr>
        </thead>
        <tbody>
          {came.data.items.map((item) => (
            <Row key={item.id} id={id} item={item} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ id, item }: { id: string; item: RequestDelivery }) {
  const { organisation } = useMe();
  const { status, reason, verdicts, size, forgottenAt } = item;
  return (
    <tr>
      <td data-label="Получено">{instantText(item.receivedAt, organisation.timeZone)}</td>
      <td data-label="Что с ним">
        <div>
          <Tag tone={deliveryTone(status)}>{deliveryWords(status)}</Tag>
          {reason ? <span className="rg-block rg-muted">{reason}</span> : null}
        </div>
      </td>
      <td data-label="Проверка подписей">
        {verdicts.length === 0 ? (
          'Подписей, которые можно проверить, нет'
        ) : (
          <ul className="rg-plain-list">
            {verdicts.map(({ valid, text }) => (
              <li key={text}>
                {valid ? 'Верна' : 'Не верна'}: {text}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label="Содержимое">
        {forgottenAt ? (
          <span className="rg-muted">
            Удалено {instantDateText(forgottenAt, organisation.timeZone)} по сроку хранения
          </span>
        ) : (
          <span>
            <a href={`/api/requests/${id}/deliveries/${item.id}/content`} download>
              Скачать
            </a>{' '}
            <span className="rg-muted">{sizeText(size)}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
