import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Details, dateText, instantText, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { ChangeList } from '../change-list.tsx';
import { OtherChanges } from './together.tsx';

interface AskedDialogProps {
  id: string;
  data: ApiTypes['DraftPublication'];
  onClose: () => void;
  onPublished: (version: number) => void;
  onAsked: (state: ApiTypes['PublishedVersion']['state']) => void;
}

/** A publication that waits: who asked, what it changes; another person confirms it, anybody who publishes takes it back. */
export function AskedDialog({ id, data, onClose, onPublished, onAsked }: AskedDialogProps) {
  const queryClient = useQueryClient();
  const path = `/api/admin/drafts/${id}/publication`;
  const confirm = useMutation({
    mutationFn: () =>
      request<ApiTypes['PublishedVersion']>(`${path}/confirm`, { method: 'POST', body: { revision: data.revision } }),
    onSuccess: (done) => (done.version === null ? onAsked(done.state) : onPublished(done.version)),
  });
  const withdraw = useMutation({
    mutationFn: () => request<void>(path, { method: 'DELETE' }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['admin', 'publication', id] }),
  });
  const { asked } = data;
  if (asked === null) return null;
  const mayConfirm = asked.state === 'awaiting' && !asked.mine && !asked.changed;
  const failure = confirm.error ?? withdraw.error;
  return (
    <Modal
      open
      width={760}
      title={asked.state === 'awaiting' ? 'Публикация ждёт подтверждения' : 'Публикация ждёт своего дня'}
      onCancel={onClose}
      footer={
        <>
          <Button danger loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Отозвать публикацию
          </Button>
          {mayConfirm ? (
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              Подтвердить публикацию
            </Button>
          ) : null}
        </>
      }
    >
      <div className="rg-dialog">
        {failure ? <Notice tone="error">{failure.message}</Notice> : null}
        {asked.changed ? (
          <Notice tone="warning">
            Черновик с тех пор изменён: так он не опубликуется. Отзовите публикацию и попросите заново.
          </Notice>
        ) : null}
        {asked.state === 'awaiting' && asked.mine ? (
          <Notice tone="info">Подтвердить должен другой сотрудник, которому можно публиковать.</Notice>
        ) : null}
        <Details
          items={[
            { key: 'by', label: 'Попросил', value: `${asked.askedBy}, ${instantText(asked.askedAt)}` },
            { key: 'from', label: 'Действует с дня', value: asked.from === null ? 'сразу' : dateText(asked.from) },
            ...(asked.confirmedBy === null ? [] : [{ key: 'second', label: 'Подтвердил', value: asked.confirmedBy }]),
            { key: 'comment', label: 'Комментарий к версии', value: asked.comment, wide: true },
          ]}
        />
        <h2 className="rs-part">Что изменится</h2>
        <ChangeList changes={data.changes} />
        <OtherChanges others={data.others} />
      </div>
    </Modal>
  );
}
