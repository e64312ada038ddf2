import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { RequestItem } from '../api.ts';
import { useMe } from '../session/me.ts';
import { ButtonMenu } from '../ui/button-menu.tsx';
import { instantText } from '../ui/format.ts';
import { useRowWalk } from '../ui/row-walk.ts';
import { Tag } from '../ui/status-tag.tsx';
import { EmulatedTag } from './emulated-tag.tsx';
import { isUnsent, requestPath, requestTone } from './request-words.ts';

/** «Действия» of a row: a request that was not sent is opened to go on with, another one to read, in the words of its kind. */
function RequestRowMenu({ item, path }: { item: RequestItem; path: string }) {
  const navigate = useNavigate();
  const label = (isUnsent(item.status) ? null : item.lookTitle) ?? 'Открыть';
  const items = [{ key: 'open', label, onClick: () => void navigate(path) }];
  return (
    <ButtonMenu items={items} edge="right">
      <Button size="small" aria-haspopup="menu" aria-label={`Действия: запрос № ${item.number}`}>
        Действия <DownOutlined aria-hidden="true" />
      </Button>
    </ButtonMenu>
  );
}

function RequestRow({ item, applicationId }: { item: RequestItem; applicationId: string }) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instantText(instant, organisation.timeZone);
  const path = requestPath(applicationId, item.id);
  return (
    <tr>
      <td data-label="Номер" data-column="number">
        <Link to={path} className="rg-row-link" aria-label={`Запрос № ${item.number}`}>
          {item.number}
        </Link>
      </td>
      <td data-label="Сервис">
        <div>
          {item.title}
          {item.about === null ? null : <span className="rg-block rg-muted">{item.about}</span>}
        </div>
      </td>
      <td data-label="Статус">
        <span className="rg-request-status">
          <Tag tone={requestTone(item.status)}>{item.statusTitle}</Tag>
          <EmulatedTag item={item} />
        </span>
      </td>
      <td data-label="Создан">{at(item.createdAt)}</td>
      <td data-label="Отправлен">{at(item.sentAt)}</td>
      <td data-label="Последнее обращение">{at(item.lastExchangeAt)}</td>
      <td data-label="Результат">{item.interimText ?? item.resultText ?? '—'}</td>
      <td className="rg-actions-cell">
        <RequestRowMenu item={item} path={path} />
      </td>
    </tr>
  );
}

const columns = ['Номер', 'Сервис', 'Статус', 'Создан', 'Отправлен', 'Последнее обращение', 'Результат'];

interface RequestsTableProps {
  items: readonly RequestItem[];
  applicationId: string;
  group: string;
}

/** What was asked in this group, newest first. */
export function RequestsTable({ items, applicationId, group }: RequestsTableProps) {
  const table = useRowWalk();
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">{group}: созданные запросы</caption>
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
      <tbody>
        {items.map((item) => (
          <RequestRow key={item.id} item={item} applicationId={applicationId} />
        ))}
      </tbody>
    </table>
  );
}
