import { ReloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { outcomeTitles } from '../application/outcome-titles.ts';
import { useMe } from '../session/me.ts';
import { dateText } from '../ui/format.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { WhyNot } from '../why/why-not.tsx';
import { ForDestroyers } from './destruction-page.tsx';
import { INCOMING, termWords, titleOfKept } from './destruction-words.ts';
import { type RetentionCase, type RetentionService, retentionCasesQuery, retentionQuery } from './queries.ts';

const headsOf = {
  application: ['Заявка', 'Заявитель', 'Завершена', 'Итог', 'Хранится по', 'В акт'],
  incomingRequest: ['Запрос', 'Кто спрашивает', 'Дата ответа', 'Итог', 'Хранится по', 'В акт'],
} as const;

/** The cases of one service whose term of keeping is over, the oldest first. */
export function ServiceCasesScreen() {
  const { service = '' } = useParams();
  return (
    <ForDestroyers title="Сроки хранения">
      <ServiceCases key={service} code={service} />
    </ForDestroyers>
  );
}

function leadOf(service: RetentionService | undefined): string | undefined {
  if (service === undefined) return undefined;
  const term = termWords(service);
  if (term === undefined && service.kind === 'incomingRequest')
    return 'Срок хранения не указан: его указывают в редакторе рабочего места.';
  if (term === undefined) return 'Срок хранения не указан: его указывают в редакторе услуги, на вкладке «Сроки».';
  if (service.kind === 'incomingRequest') return leadOfRequests(term, service);
  if (service.permanent) return `Заявки хранятся постоянно. ${service.basis ?? ''}`;
  return `Хранится ${term} после года завершения. ${service.basis ?? ''}`;
}

function leadOfRequests(term: string, { permanent, basis }: RetentionService): string {
  if (permanent) return `Запросы, на которые ответили, хранятся постоянно. ${basis ?? ''}`;
  return `Хранится ${term} после года ответа. ${basis ?? ''}`;
}

function ServiceCases({ code }: { code: string }) {
  const navigate = useNavigate();
  const service = useQuery(retentionQuery).data?.services.find((one) => one.code === code);
  const list = useInfiniteQuery(retentionCasesQuery(code));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => void list.refetch().then(() => announce('Список обновлён'));
  useKey('refresh', 'Обновить', refresh);
  return (
    <Page
      title={service ? titleOfKept(service) : 'Сроки хранения'}
      lead={leadOf(service)}
      actions={
        <>
          <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate('/retention')}>
            Вернуться
          </Button>
          <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={refresh} {...keyOf('refresh')}>
            Обновить
          </Button>
        </>
      }
    >
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={refresh}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {items.length > 0 ? <Rows items={items} service={code} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="С истёкшим сроком ничего нет" actions={<Link to="/retention">К срокам хранения</Link>} />
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

function Rows({ items, service }: { items: readonly RetentionCase[]; service: string }) {
  const table = useRowWalk();
  const opens = useOpens(service);
  const heads = headsOf[service === INCOMING ? 'incomingRequest' : 'application'];
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">Срок хранения истёк</caption>
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
            <td data-label={heads[0]}>
              <CaseNumber kind={one.kind} id={one.id} number={one.number} opens={opens} />
            </td>
            <td data-label={heads[1]}>{one.applicant || '—'}</td>
            <td data-label={heads[2]}>{dateText(one.endedOn)}</td>
            <td data-label={heads[3]}>{outcomeTitles[one.outcome]}</td>
            <td data-label={heads[4]}>{dateText(one.keptUntil)}</td>
            <td data-label={heads[5]}>{one.obstacle === null ? 'Войдёт' : <WhyNot reason={one.obstacle} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whoever has no work to do in a service may not open its cases; requests of other bodies are for those who answer them. */
export function useOpens(service: string): boolean {
  const { functions, permissions } = useMe();
  if (service === INCOMING) return permissions.includes('requests.answer');
  return (functions[service] ?? []).length > 0;
}

interface CaseNumberProps {
  kind: RetentionCase['kind'];
  id: string;
  number: string | null;
  opens: boolean;
}

/** The way to a case for whoever may open it. */
export function CaseNumber({ kind, id, number, opens }: CaseNumberProps) {
  const isCase = kind === 'application';
  const words = isCase ? (number ?? 'Без номера') : `Входящий запрос № ${number}`;
  if (!opens) return <strong>{words}</strong>;
  return (
    <Link className="rg-row-link" to={isCase ? `/applications/${id}` : `/incoming-requests/${id}`}>
      {words}
    </Link>
  );
}
