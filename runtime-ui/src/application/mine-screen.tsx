import { ReloadOutlined } from '@ant-design/icons';
import { titleOf } from '@reglament/core/rules';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { locale } from '../locale/locale.ts';
import { useMe } from '../session/me.ts';
import { plural } from '../ui/format.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { rememberPlace } from './list-place.ts';
import { ListTable } from './list-table.tsx';
import { type WaitingKind, waitingCountsQuery, waitingQuery } from './queries.ts';
import { UndoBar } from './undo-bar.tsx';

const kinds = [
  { code: 'all', title: 'Всё, что ждёт меня', none: 'Вам ничего не назначено' },
  { code: 'overdue', title: 'Просрочено', none: 'Просроченных заявок нет' },
  { code: 'dueSoon', title: 'Срок в ближайшие 2 дня', none: 'Заявок, у которых скоро срок, нет' },
  { code: 'returned', title: 'Вернулось ко мне', none: 'Ничего не вернулось' },
  { code: 'answers', title: 'Новые ответы на запросы', none: 'Новых ответов на запросы нет' },
  { code: 'signature', title: 'На подписании', none: 'Документов на подпись нет' },
] as const satisfies readonly { code: WaitingKind; title: string; none: string }[];

function kindOf(search: URLSearchParams) {
  return kinds.find(({ code }) => code === search.get('what')) ?? kinds[0];
}

/** How much of each kind there is; each counter leads to its list. */
function Counters({ current }: { current: WaitingKind }) {
  const { data: counts } = useQuery(waitingCountsQuery());
  return (
    <nav className="rg-counters" aria-label="Что ждёт меня">
      {kinds.map(({ code, title }) => {
        const found = counts?.find((item) => item.kind === code);
        const count = found === undefined ? '…' : found.more ? `${found.count}+` : String(found.count);
        const alarming = code === 'overdue' && (found?.count ?? 0) > 0;
        return (
          <Link
            key={code}
            to={code === 'all' ? '/mine' : `/mine?what=${code}`}
            aria-current={code === current ? 'page' : undefined}
            className={alarming ? 'rg-counter rg-counter-alarming' : 'rg-counter'}
          >
            <span className="rg-counter-number">{count}</span>
            <span>{title}</span>
          </Link>
        );
      })}
    </nav>
  );
}

function Nothing({ kind }: { kind: (typeof kinds)[number] }) {
  const { workplace } = useMe();
  const registry = titleOf(workplace.menu.applications, locale);
  if (kind.code !== 'all') return <Empty title={kind.none} />;
  return (
    <Empty title={kind.none} actions={<Link to="/applications">Открыть раздел «{registry}»</Link>}>
      Здесь будут заявки, следующий шаг по которым – ваш. Все остальные – в разделе «{registry}».
    </Empty>
  );
}

/** «Мои услуги»: everything whose next step is this person's, the nearest last day first. */
export function MineScreen() {
  const { workplace, organisation, canCreate } = useMe();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const kind = kindOf(search);
  const list = useInfiniteQuery(waitingQuery(kind.code));
  const refresh = () => void list.refetch();
  useKey('create', 'Создать заявку', canCreate ? () => void navigate('/applications/new') : undefined);
  useKey('refresh', 'Обновить список', refresh);
  useEffect(() => rememberPlace(`/mine${kind.code === 'all' ? '' : `?what=${kind.code}`}`), [kind.code]);
  const title = titleOf(workplace.menu.mine ?? 'Мои заявки', locale);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={title}
      actions={
        <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={refresh} {...keyOf('refresh')}>
          Обновить
        </Button>
      }
    >
      <Counters current={kind.code} />
      {list.isPending ? <Loading /> : null}
      {list.error ? (
        <Notice tone="error" title="Список не загружен" actions={<Button onClick={refresh}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isSuccess && rows.length === 0 ? <Nothing kind={kind} /> : null}
      {rows.length > 0 ? (
        <>
          <ListTable
            rows={rows}
            columns={workplace.columns}
            sort="dueDate"
            timeZone={organisation.timeZone}
            caption={kind.title}
            busy={list.isPlaceholderData}
          />
          <div className="rg-more">
            <span className="rg-muted" role="status">
              Показано: {plural(rows.length, ['заявка', 'заявки', 'заявок'])}
            </span>
            {list.hasNextPage ? (
              <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
                Показать ещё
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      <UndoBar />
    </Page>
  );
}
