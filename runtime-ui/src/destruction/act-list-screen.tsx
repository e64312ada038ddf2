import { ReloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useMe } from '../session/me.ts';
import { initialsOf, instantDateText } from '../ui/format.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { Tag } from '../ui/status-tag.tsx';
import { ForDestroyers, RetentionTabs } from './destruction-page.tsx';
import { countsWords, toneOfAct } from './destruction-words.ts';
import { actsQuery, type DestructionItem } from './queries.ts';

const heads = ['Акт', 'Состояние', 'Составил', 'Утвердил', 'Что в нём'] as const;

/** Acts of destruction of the body, the newest first. */
export function ActListScreen() {
  return (
    <ForDestroyers title="Акты об уничтожении">
      <Acts />
    </ForDestroyers>
  );
}

function Acts() {
  const list = useInfiniteQuery(actsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => void list.refetch().then(() => announce('Список актов обновлён'));
  useKey('refresh', 'Обновить', refresh);
  return (
    <Page
      title="Акты об уничтожении"
      lead="Составленный акт утверждает другой сотрудник; утверждённый исполняется сам."
      actions={
        <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={refresh} {...keyOf('refresh')}>
          Обновить
        </Button>
      }
    >
      <RetentionTabs />
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={refresh}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {items.length > 0 ? <Rows items={items} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Актов ещё не было" actions={<Link to="/retention">К срокам хранения</Link>}>
          Отметьте услуги, у заявок которых срок истёк, и составьте акт.
        </Empty>
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

function Rows({ items }: { items: readonly DestructionItem[] }) {
  const table = useRowWalk();
  const { timeZone } = useMe().organisation;
  const signed = (person: DestructionItem['approver'], at: string | null) =>
    person === null ? '—' : `${initialsOf(person.name)}, ${instantDateText(at, timeZone)}`;
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">Акты об уничтожении персональных данных</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td data-label={heads[0]} data-column="number">
              <Link to={`/retention/acts/${one.id}`} className="rg-row-link">
                Акт № {one.number}
              </Link>
            </td>
            <td data-label={heads[1]}>
              <Tag tone={toneOfAct[one.status]}>{one.statusTitle}</Tag>
            </td>
            <td data-label={heads[2]}>{signed(one.author, one.createdAt)}</td>
            <td data-label={heads[3]}>{signed(one.approver, one.approvedAt)}</td>
            <td data-label={heads[4]}>{countsWords(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
