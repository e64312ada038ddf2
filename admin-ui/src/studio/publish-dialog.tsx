import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Loading, Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { ChangeList } from './change-list.tsx';
import { AskedDialog } from './publish/asked-dialog.tsx';
import { OtherChanges, Together } from './publish/together.tsx';
import { verdictOf } from './publish/verdict.ts';
import { WarningList } from './publish/warning-list.tsx';
import { WordsAndDay } from './publish/words-and-day.tsx';
import './publish/style.css';

interface PublishDialogProps {
  id: string;
  isService: boolean;
  /** Nothing of this service is in force yet. */
  first: boolean;
  onClose: () => void;
  onPublished: (version: number) => void;
  /** It waits for its day or for the second person. */
  onAsked: (state: Published['state']) => void;
  onRebase: () => void;
}

type Publication = ApiTypes['DraftPublication'];
type Published = ApiTypes['PublishedVersion'];

/** «Опубликовать»: what changes, whom it touches, whether the tests are green – and only then the button. */
export function PublishDialog({ id, isService, first, onClose, onPublished, onAsked, onRebase }: PublishDialogProps) {
  const [comment, setComment] = useState('');
  const [from, setFrom] = useState('');
  const [agreed, setAgreed] = useState({ warnings: false, breaking: false });
  const [others, setOthers] = useState<readonly string[]>([]);
  const { data, error, isPlaceholderData } = usePublication(id, others);
  const work = useMutation({
    mutationFn: ({ revision, others: rest }: Publication) =>
      publish(id, {
        ...{ revision, comment: comment.trim() },
        together: rest.map((one) => ({ id: one.id, revision: one.revision })),
        ...{ acceptWarnings: agreed.warnings, acceptBreaking: agreed.breaking },
        ...(from === '' ? {} : { from }),
      }),
    onSuccess: (done) => (done.version === null ? onAsked(done.state) : onPublished(done.version)),
  });
  const open = data?.asked != null && data.asked.state !== 'failed';
  if (data && open)
    return <AskedDialog id={id} data={data} onClose={onClose} onPublished={onPublished} onAsked={onAsked} />;
  const state = data && verdictOf(data);
  const ready =
    !isPlaceholderData &&
    state?.clear === true &&
    comment.trim() !== '' &&
    (agreed.warnings || !state.warned) &&
    (agreed.breaking || !state.breaks);
  return (
    <Modal
      open
      width={760}
      title="Опубликовать"
      okText={data?.baseMoved ? 'Перенести правки' : publishWords(data?.byTwo ?? false, from)}
      okButtonProps={{ disabled: !(ready || data?.baseMoved) }}
      cancelText="Отмена"
      confirmLoading={work.isPending}
      onOk={() => (data?.baseMoved ? onRebase() : data && work.mutate(data))}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {error || work.error ? <Notice tone="error">{(work.error ?? error)?.message}</Notice> : null}
        {data === undefined ? (
          <Loading />
        ) : (
          <>
            <Obstacles data={data} />
            <h2 className="rs-part">Что изменится</h2>
            {first ? <p>Это первая версия.</p> : <WhatChanges data={data} />}
            <OtherChanges others={data.others} />
            <Together
              id={id}
              chosen={others}
              onChange={(ids) => {
                setOthers(ids);
                setAgreed({ warnings: false, breaking: false });
              }}
            />
            <Tests tests={data.tests} />
            <WarningList findings={data.findings} named={isService} />
            <Agreement asked={state} agreed={agreed} onChange={setAgreed} />
            <WordsAndDay byTwo={data.byTwo} comment={comment} from={from} onComment={setComment} onFrom={setFrom} />
          </>
        )}
      </div>
    </Modal>
  );
}

function publish(id: string, body: ApiTypes['PublishDraft']): Promise<Published> {
  return request<Published>(`/api/admin/drafts/${id}/publication`, { method: 'POST', body });
}

/** What publishing the draft with these others would do; while others are looked at, what is chosen stays on the screen. */
function usePublication(id: string, others: readonly string[]) {
  return useQuery({
    queryKey: ['admin', 'publication', id, others],
    queryFn: () =>
      request<Publication>(`/api/admin/drafts/${id}/publication`, {
        query: others.length === 0 ? {} : { with: others.join(',') },
      }),
    placeholderData: keepPreviousData,
    ...{ gcTime: 0, staleTime: 0 },
  });
}

/** Two people sign a publication in some bodies; then the button only asks. */
function publishWords(byTwo: boolean, from: string): string {
  if (byTwo) return 'Попросить подтверждения';
  return from === '' ? 'Опубликовать' : 'Опубликовать с этого дня';
}

interface Agreed {
  warnings: boolean;
  breaking: boolean;
}

interface AgreementProps {
  asked: ReturnType<typeof verdictOf> | undefined;
  agreed: Agreed;
  onChange: (agreed: Agreed) => void;
}

/** What is published all the same is agreed to by hand. */
function Agreement({ asked, agreed, onChange }: AgreementProps) {
  return (
    <>
      {asked?.warned ? (
        <Checkbox
          checked={agreed.warnings}
          onChange={(event) => onChange({ ...agreed, warnings: event.target.checked })}
        >
          Предупреждения прочитаны
        </Checkbox>
      ) : null}
      {asked?.breaks ? (
        <Checkbox
          checked={agreed.breaking}
          onChange={(event) => onChange({ ...agreed, breaking: event.target.checked })}
        >
          Изменения задевают черновики и открытые заявки: это учтено
        </Checkbox>
      ) : null}
    </>
  );
}

function Obstacles({ data }: { data: Publication }) {
  if (data.asked?.failure) {
    return (
      <Notice tone="warning" title="В свой день черновик не опубликован">
        {data.asked.failure}
      </Notice>
    );
  }
  const errors = data.findings.filter(({ level }) => level === 'error').length;
  if (data.baseMoved !== null) {
    return (
      <Notice tone="warning">
        Пока вы правили, опубликована версия {data.baseMoved}. Перенесите свои правки на неё и проверьте ещё раз.
      </Notice>
    );
  }
  if (errors === 0) return null;
  return (
    <Notice tone="error">
      В определении {plural(errors, ['ошибка', 'ошибки', 'ошибок'])}: они перечислены под редактором. Исправьте их, и
      услугу можно будет опубликовать.
    </Notice>
  );
}

/** What is wrong is not compared: nothing would be said of what it breaks. */
function WhatChanges({ data: { findings, changes } }: { data: Publication }) {
  if (findings.some(({ level }) => level === 'error'))
    return <p className="rg-muted">Станет видно, когда ошибки исправлены.</p>;
  return <ChangeList changes={changes} about="Изменения перед публикацией" />;
}

function Tests({ tests }: Pick<Publication, 'tests'>) {
  if (tests.length === 0) return <p className="rg-muted">Проверок у услуги нет.</p>;
  const red = tests.filter(({ failures }) => failures.length > 0);
  return (
    <>
      <h2 className="rs-part">Проверки</h2>
      <p>
        {red.length === 0 ? <Tag tone="success">все прошли</Tag> : <Tag tone="error">не прошли: {red.length}</Tag>}{' '}
        всего {tests.length}
      </p>
      <ul>
        {red.flatMap(({ title, failures }) =>
          failures.map(({ pointer, message }) => (
            <li key={pointer + message}>
              «{title}»: {message}
            </li>
          )),
        )}
      </ul>
    </>
  );
}
