import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Empty, instantText, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import {
  beginDraft,
  type DraftItem,
  discardDraft,
  type NewDraft,
  restoreDraft,
  useDrafts,
} from '../studio/draft-queries.ts';

/** «Процессы»: what is published and what is being written, and which services work by each. */
export function WorkflowsScreen() {
  const drafts = useDrafts();
  const work = useWork();
  const services = useQuery({
    queryKey: ['admin', 'services'],
    queryFn: () => request<ApiTypes['AdminServiceList']>('/api/admin/services'),
  });
  const choices = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const problem = drafts.error ?? services.error ?? choices.error;
  const published = choices.data?.items.filter(({ kind }) => kind === 'workflow');
  const written = drafts.data?.items.filter(({ kind }) => kind === 'workflow');
  const fresh = written?.filter(({ code }) => !published?.some((one) => one.code === code)) ?? [];
  return (
    <Page
      title="Процессы"
      lead="По процессу идут заявки: состояния, действия, кто их выполняет. Один процесс может служить нескольким услугам."
    >
      {problem ? <Notice tone="error">{problem.message}</Notice> : null}
      {published && written && services.data ? null : <Loading />}
      {published?.length === 0 && fresh.length === 0 ? (
        <Empty title="Процессов пока нет">Загрузите готовые командой «reglament definitions import».</Empty>
      ) : null}
      {published && written && services.data ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Процессы</caption>
          <thead>
            <tr>
              <th scope="col">Процесс</th>
              <th scope="col">Код</th>
              <th scope="col">Версия</th>
              <th scope="col">Услуги</th>
              <th scope="col">Правка</th>
            </tr>
          </thead>
          <tbody>
            {[...fresh.map((draft) => ({ ...draft, version: null })), ...published].map(({ code, title, version }) => (
              <tr key={code}>
                <td data-label="Процесс">
                  <strong>{title}</strong>
                </td>
                <td data-label="Код">{code}</td>
                <td data-label="Версия">{version ?? 'ещё нет'}</td>
                <td data-label="Услуги">
                  {services.data.items
                    .filter(({ workflow }) => workflow === code)
                    .map((service) => service.title)
                    .join('; ') || 'ни одной'}
                </td>
                <td data-label="Правка">
                  <Work draft={written.find((one) => one.code === code)} {...{ code, title, version, work }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Page>
  );
}

interface WorkProps {
  code: string;
  title: string;
  version: number | null;
  draft: DraftItem | undefined;
  work: ReturnType<typeof useWork>;
}

function Work({ code, title, version, draft, work }: WorkProps) {
  return (
    <div className="rs-draft">
      {draft === undefined ? (
        <Button
          size="small"
          aria-label={`Изменить: ${title}`}
          onClick={() => work.begin({ kind: 'workflow', from: 'published', code })}
        >
          Изменить
        </Button>
      ) : (
        <>
          <Link to={`/drafts/${draft.id}`}>Открыть черновик</Link>
          <span className="rg-block rg-muted">
            {instantText(draft.updatedAt)}, {draft.updatedBy}
          </span>
          <Button size="small" aria-label={`Удалить черновик: ${title}`} onClick={() => work.discard(draft)}>
            Удалить черновик
          </Button>
        </>
      )}
      {version === null ? null : (
        <Button
          size="small"
          aria-label={`Копировать: ${title}`}
          onClick={() => work.begin({ kind: 'workflow', from: 'copy', code })}
        >
          Копировать
        </Button>
      )}
    </div>
  );
}

function useWork() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notification } = App.useApp();
  const reload = () => queryClient.invalidateQueries({ queryKey: ['admin', 'drafts'] });
  const failed = (failure: Error) => notification.error({ title: 'Не получилось', description: failure.message });
  const restore = (id: string) =>
    void restoreDraft(id)
      .then(reload, failed)
      .then(() => notification.destroy(id));
  return {
    begin: (body: NewDraft) =>
      void beginDraft(body).then(({ id }) => {
        void reload();
        navigate(`/drafts/${id}`);
      }, failed),
    discard: ({ id, title }: DraftItem) =>
      void discardDraft(id).then(() => {
        void reload();
        notification.info({
          key: id,
          title: 'Черновик удалён',
          description: title,
          actions: (
            <Button size="small" onClick={() => restore(id)}>
              Вернуть
            </Button>
          ),
        });
      }, failed),
  };
}
