import { instantText } from '@reglament/runtime-ui/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { beginDraft, type DraftItem, discardDraft, type NewDraft, restoreDraft } from '../studio/draft-queries.ts';

interface DraftWorkProps {
  kind: DraftItem['kind'];
  code: string;
  title: string;
  version: number | null;
  draft: DraftItem | undefined;
  work: ReturnType<typeof useDraftWork>;
}

/** What can be done with a definition in a list: edited, copied, its draft gone on with or thrown away. */
export function DraftWork({ kind, code, title, version, draft, work }: DraftWorkProps) {
  return (
    <div className="rs-draft">
      {draft === undefined ? (
        <Button
          size="small"
          aria-label={`Изменить: ${title}`}
          onClick={() => work.begin({ kind, from: 'published', code })}
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
          onClick={() => work.begin({ kind, from: 'copy', code })}
        >
          Копировать
        </Button>
      )}
    </div>
  );
}

/** Beginning, deleting and bringing back drafts of any kind; what fails is told. */
export function useDraftWork() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notification } = App.useApp();
  const reload = () => queryClient.invalidateQueries({ queryKey: ['admin', 'drafts'] });
  const failed = (failure: Error) => notification.error({ title: 'Не получилось', description: failure.message });
  const restore = (id: string) =>
    void restoreDraft(id)
      .then(reload, failed)
      .then(() => notification.destroy(id));
  const open = (id: string) => {
    void reload();
    navigate(`/drafts/${id}`);
  };
  return {
    open,
    begin: (body: NewDraft) => void beginDraft(body).then(({ id }) => open(id), failed),
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
