import { ReloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import type { IncomingView } from '../api.ts';
import { ProblemError } from '../client.ts';
import { RequestFailure } from '../request/request-failure.tsx';
import { destroys, useMe } from '../session/me.ts';
import { initialsOf, instantDateText } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { AnswerForm } from './answer-form.tsx';
import { GivenAnswer } from './given-answer.tsx';
import { IncomingFacts } from './incoming-facts.tsx';
import { IncomingQuestion } from './incoming-question.tsx';
import { incomingQuery } from './queries.ts';
import { useIncomingCommands } from './use-incoming-commands.ts';

/** The card of another body's request: what is asked, and our answer. */
export function IncomingScreen() {
  const { id = '' } = useParams();
  const found = useQuery(incomingQuery(id));
  if (found.data) return <IncomingCard key={id} view={found.data} onRefresh={() => void found.refetch()} />;
  if (!found.error) return <Loading />;
  const missing = found.error instanceof ProblemError && found.error.status === 404;
  return (
    <Page title={missing ? 'Запрос не найден' : 'Запрос не загружен'}>
      {missing ? (
        <Empty
          title="Такого запроса нет, или он другого ведомства"
          actions={<Link to="/incoming-requests">К входящим запросам</Link>}
        />
      ) : (
        <Notice tone="error" actions={<Button onClick={() => found.refetch()}>Повторить</Button>}>
          {found.error.message}
        </Notice>
      )}
    </Page>
  );
}

function IncomingCard({ view, onRefresh }: { view: IncomingView; onRefresh: () => void }) {
  const commands = useIncomingCommands(view);
  const open = view.status === 'new' || view.status === 'inWork';
  const me = useMe();
  const colleague = view.status === 'inWork' && view.executor?.id !== me.user.id ? view.executor?.name : undefined;
  const refresh = () => {
    commands.clear();
    onRefresh();
    announce('Данные запроса обновлены');
  };
  useKey('refresh', 'Обновить', refresh);
  return (
    <Page
      title={`Входящий Р-запрос № ${view.number}`}
      lead={view.subject}
      actions={<HeadButtons status={view.status} onRefresh={refresh} />}
    >
      {view.destroyed ? <Destroyed destroyed={view.destroyed} /> : null}
      <IncomingFacts view={view} />
      {commands.failure ? <RequestFailure failure={commands.failure} onRefresh={refresh} /> : null}
      {colleague === undefined ? null : (
        <Notice tone="info">
          {`Запрос в работе: ${initialsOf(colleague)}. Отвечаете вы – нажмите «Взять в работу», коллега это увидит.`}
        </Notice>
      )}
      {view.problems.length > 0 ? (
        <Notice tone="warning" title="Не всё в запросе удалось принять">
          <ul>
            {view.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {view.destroyed ? null : <IncomingQuestion view={view} />}
      {open ? <AnswerForm view={view} commands={commands} /> : null}
      {open || view.destroyed ? null : <GivenAnswer view={view} />}
    </Page>
  );
}

/** What is left when its data are gone; there are no parts to be taken for empty ones. */
function Destroyed({ destroyed: { at, act } }: { destroyed: NonNullable<IncomingView['destroyed']> }) {
  const me = useMe();
  return (
    <Notice
      tone="info"
      title={`Персональные данные уничтожены ${instantDateText(at, me.organisation.timeZone)} по акту № ${act}`}
      actions={destroys(me) ? <Link to="/retention/acts">Акты об уничтожении</Link> : null}
    >
      Срок хранения запроса истёк. Остались номер, кто и когда спрашивал, даты и итог.
    </Notice>
  );
}

function HeadButtons({ status, onRefresh }: Pick<IncomingView, 'status'> & { onRefresh: () => void }) {
  const navigate = useNavigate();
  return (
    <>
      <Button
        icon={<RollbackOutlined aria-hidden="true" />}
        onClick={() => navigate(status === 'new' ? '/incoming-requests' : `/incoming-requests?status=${status}`)}
      >
        Вернуться
      </Button>
      <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={onRefresh}>
        Обновить
      </Button>
    </>
  );
}
