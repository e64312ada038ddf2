import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { MessageView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { kindTitle, statusOf, wayTitle } from './correspondence-words.ts';
import { correspondenceQuery } from './queries.ts';

/** «Переписка»: what was said to the applicant and how it went, and what they have written. */
export function CorrespondenceTab({ id }: { id: string }) {
  const list = useQuery(correspondenceQuery(id));
  const items = list.data?.items ?? [];
  return (
    <Card title="Переписка с заявителем">
      {list.isPending ? <Loading /> : null}
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Переписки ещё не было">
          Сообщения заявителю появляются, когда заявка меняет состояние или публикуется результат.
        </Empty>
      ) : null}
      {items.some(({ status }) => status === 'todo') ? (
        <p className="rg-hint">
          Что нужно передать самому, отмечают на странице <Link to="/notices">«Уведомления заявителей»</Link>.
        </p>
      ) : null}
      {items.length > 0 ? <Messages items={items} /> : null}
    </Card>
  );
}

function Messages({ items }: { items: readonly MessageView[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Переписка с заявителем, сначала новое</caption>
      <thead>
        <tr>
          <th scope="col">Время</th>
          <th scope="col">Направление</th>
          <th scope="col">Сообщение</th>
          <th scope="col">Что с ним</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item }: { item: MessageView }) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instantText(instant, organisation.timeZone);
  const { tone, words } = statusOf(item);
  return (
    <tr>
      <td data-label="Время">{at(item.at)}</td>
      <td data-label="Направление">
        <div>
          {item.direction === 'out' ? 'Заявителю' : 'От заявителя'}
          <span className="rg-block rg-muted">{wayTitle(item.way)}</span>
        </div>
      </td>
      <td data-label="Сообщение">
        <div>
          <strong>{item.title ?? kindTitle(item)}</strong>
          {item.text ? <span className="rg-block rg-message-text">{item.text}</span> : null}
          {item.files > 0 ? <span className="rg-block rg-muted">Приложено файлов: {item.files}</span> : null}
        </div>
      </td>
      <td data-label="Что с ним">
        <div>
          <Tag tone={tone}>{words}</Tag>
          {item.settledAt ? <span className="rg-block rg-muted">{at(item.settledAt)}</span> : null}
          {item.note ? <span className="rg-block rg-muted">{item.note}</span> : null}
        </div>
      </td>
    </tr>
  );
}
