import { ReloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ApplicationCard, RequestView, ServiceView } from '../api.ts';
import { caseName } from '../application/case-name.ts';
import { cardQuery } from '../application/queries.ts';
import { serviceQuery } from '../application/service-queries.ts';
import { ProblemError } from '../client.ts';
import { PresenceLine } from '../presence/presence-line.tsx';
import { useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { BringAnswer } from './bring-answer.tsx';
import { requestQuery } from './queries.ts';
import { RequestAcceptance } from './request-acceptance.tsx';
import { RequestAnswer } from './request-answer.tsx';
import { RequestExchanges } from './request-exchanges.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestFiles } from './request-files.tsx';
import { RequestPrepared } from './request-prepared.tsx';
import { RequestQuestion } from './request-question.tsx';
import { RequestSteps } from './request-steps.tsx';
import { isUnsent, requestTabPath } from './request-words.ts';
import { useRequestWork } from './use-request-work.ts';

/** The card of one request. */
export function RequestScreen() {
  const { id = '', request: requestId = '' } = useParams();
  const view = useQuery(requestQuery(id, requestId));
  const card = useQuery(cardQuery(id));
  const service = useQuery({
    ...serviceQuery(card.data?.service.code ?? '', card.data?.service.version),
    enabled: card.data !== undefined,
  });
  if (view.data && card.data && service.data) {
    return <RequestCard key={requestId} view={view.data} card={card.data} service={service.data} />;
  }
  const failure = view.error ?? card.error ?? service.error;
  if (!failure) return <Loading />;
  const missing = failure instanceof ProblemError && failure.status === 404;
  return (
    <Page title={missing ? 'Запрос не найден' : 'Запрос не загружен'}>
      {missing ? (
        <Empty
          title="Такого запроса нет или он вам недоступен"
          actions={<Link to={`/applications/${id}`}>К заявке</Link>}
        />
      ) : (
        <Notice tone="error" actions={<Button onClick={() => view.refetch()}>Повторить</Button>}>
          {failure.message}
        </Notice>
      )}
    </Page>
  );
}

interface RequestCardProps {
  view: RequestView;
  card: ApplicationCard;
  service: ServiceView;
}

function RequestCard({ view, card, service }: RequestCardProps) {
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['requests', card.id] });
    announce('Данные запроса обновлены');
  };
  const work = useRequestWork(view);
  useKey('refresh', 'Обновить', refresh);
  const back = `/applications/${card.id}${requestTabPath(view.group)}`;
  return (
    <Page
      title={`Запрос № ${view.number}`}
      lead={
        <>
          {view.title}. <Link to={back}>{caseName(card.number)}</Link>, {service.title}
        </>
      }
      actions={<HeadButtons back={back} dirty={work.dirty} onRefresh={refresh} />}
    >
      <PresenceLine id={card.id} doing="viewing" />
      <RequestFacts view={view} />
      <RequestSteps
        view={view}
        work={work}
        onRefresh={refresh}
        more={<Bringing view={view} card={card} service={service} />}
      />
      <RequestAnswer view={view} />
      <RequestAcceptance view={view} service={service} onRefresh={refresh} />
      <RequestQuestion view={view} service={service} work={work} />
      <RequestFiles view={view} work={work} />
      <RequestPrepared view={view} onChanged={refresh} />
      {isUnsent(view.status) && view.lastExchangeAt === null ? null : (
        <RequestExchanges applicationId={card.id} id={view.id} />
      )}
    </Page>
  );
}

/** A paper that came instead of an answer over the exchange. */
function Bringing({ view, card, service }: RequestCardProps) {
  const [open, setOpen] = useState(false);
  if (!view.actions.includes('bring')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Приложить ответ вручную</Button>
      {open ? <BringAnswer view={view} card={card} service={service} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface HeadButtonsProps {
  back: string;
  /** What was typed stays only when it is saved. */
  dirty: boolean;
  onRefresh: () => void;
}

function HeadButtons({ back, dirty, onRefresh }: HeadButtonsProps) {
  const navigate = useNavigate();
  return (
    <>
      <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate(back)}>
        {dirty ? 'Вернуться без сохранения' : 'Вернуться'}
      </Button>
      <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={onRefresh}>
        Обновить
      </Button>
    </>
  );
}
