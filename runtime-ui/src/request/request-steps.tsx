import { App, Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { RequestView } from '../api.ts';
import { conflictOf } from '../application/failure-notice.tsx';
import { ErrorSummary, useHeldUpload } from '../form/index.ts';
import { useKey } from '../ui/keys.ts';
import { Notice } from '../ui/notice.tsx';
import { RequestFailure } from './request-failure.tsx';
import { differences } from './request-words.ts';
import { SignRequest } from './sign-request.tsx';
import type { RequestWork } from './use-request-work.ts';

interface StepsProps {
  view: RequestView;
  work: RequestWork;
  onRefresh: () => void;
  /** What else may be done, among the buttons. */
  more: ReactNode;
}

/** What may be done with the request now, what came of the last try, and why nothing may. */
export function RequestSteps({ view, work, onRefresh, more }: StepsProps) {
  const { failure, question } = work;
  const refresh = () => {
    work.rebase();
    onRefresh();
  };
  const said = useTold(view.status);
  return (
    <>
      {failure ? <StepFailure view={view} work={work} failure={failure} onRefresh={refresh} /> : null}
      <ErrorSummary items={question.summary.items} attempt={question.summary.attempt} onGo={question.go} />
      <div ref={said}>
        <Said view={view} work={work} />
      </div>
      <StepButtons view={view} work={work} more={more} />
    </>
  );
}

/** After a step its button is gone: the focus comes to what is said of it, unless it is elsewhere already. */
function useTold(status: RequestView['status']) {
  const place = useRef<HTMLDivElement>(null);
  const known = useRef(status);
  useEffect(() => {
    if (known.current === status) return;
    known.current = status;
    const held = document.activeElement;
    const idle = held === null || held === document.body || held.closest('.rg-action-bar') !== null;
    if (idle) place.current?.querySelector<HTMLElement>('.rg-notice')?.focus();
  }, [status]);
  return place;
}

/** A colleague's change is shown beside what was typed, and the person says which one stays. */
function StepFailure({ view, work, failure, onRefresh }: Omit<StepsProps, 'more'> & { failure: Error }) {
  if (conflictOf(failure) === undefined || !work.dirty) {
    return <RequestFailure failure={failure} onRefresh={onRefresh} />;
  }
  const others = differences({ form: view.form, stored: view.question, typed: work.answers });
  return (
    <Notice
      tone="warning"
      title="Запрос тем временем изменили"
      actions={
        <>
          <Button onClick={work.yield}>Взять изменённое</Button>
          <Button onClick={work.rebase}>Оставить своё</Button>
        </>
      }
    >
      Ничего не записано, введённое вами осталось на экране.
      {others.length > 0 ? (
        <>
          {' '}
          В запросе сейчас:
          <ul>
            {others.map(({ label, text }) => (
              <li key={label}>
                {label} – {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}

function Said({ view, work }: Pick<StepsProps, 'view' | 'work'>) {
  const unprepared = (useLocation().state as { unprepared?: string } | null)?.unprepared;
  if (work.unsent && view.actions.length === 0) {
    return (
      <Notice tone="info" title="Запрос сейчас не отправляют">
        Запросы отправляет исполнитель заявки, пока она в работе.
      </Notice>
    );
  }
  if (view.status === 'draft' && unprepared !== undefined) {
    return (
      <Notice tone="error" title="Запрос сохранён, но не подготовлен">
        {unprepared}
      </Notice>
    );
  }
  if (view.status === 'prepared') {
    return (
      <Notice tone="success" title={`${view.resultText ?? 'Запрос подготовлен'}.`}>
        {toBeSigned(view)}
      </Notice>
    );
  }
  if (view.status === 'signed' && view.actions.includes('send')) {
    return <Notice tone="success" title="Запрос подписан, теперь его можно отправить." />;
  }
  if (view.status === 'waiting' && view.interimText !== null) {
    return (
      <Notice tone="info" title="Промежуточный ответ поставщика">
        {view.interimText} Окончательный ответ придёт сам.
      </Notice>
    );
  }
  if (view.status === 'refused') {
    return (
      <Notice tone="warning" title="Поставщик сведений отказал">
        {view.resultText ?? 'Причина не названа.'}
      </Notice>
    );
  }
  if (view.status !== 'failed') return null;
  return (
    <Notice tone="error" title="Запрос не доставлен">
      {view.resultText ?? 'Поставщик сведений не принял запрос.'} Проверьте данные и отправьте ещё раз или отмените
      запрос.
    </Notice>
  );
}

function toBeSigned({ signedBy, toSign }: RequestView): string {
  const sign =
    toSign === null ? 'Подпишите подготовленный файл' : 'Выберите свой сертификат и нажмите «Подписать вложение»';
  return signedBy === 'official'
    ? `${sign}, после этого запрос можно отправить.`
    : `${sign} или отправьте запрос без подписи.`;
}

function StepButtons({ view, work, more }: Omit<StepsProps, 'onRefresh'>) {
  const { busy, may, take } = work;
  const unsigned = view.signedBy === 'official' && view.status !== 'signed';
  const send = may('send') && !unsigned ? () => void take('send') : undefined;
  const held = useHeldUpload();
  const cancel = useCancel(view, work);
  const [signing, setSigning] = useState(false);
  const signs = view.toSign !== null && may('send') && !work.editing;
  useKey('save', 'Сохранить запрос', work.editing ? () => void work.save() : undefined);
  useKey('main', 'Отправить запрос', held ? undefined : (send ?? (signs ? () => setSigning(true) : undefined)));
  if (view.actions.length === 0) return null;
  const common = (step: string) => ({ loading: busy === step, disabled: busy !== null && busy !== step });
  const whole = (step: string) => (held ? { disabled: true } : common(step));
  return (
    <div className="rg-action-bar">
      {signs && view.status !== 'signed' ? (
        <SignRequest view={view} work={work} open={signing} onOpen={setSigning} />
      ) : null}
      {send ? (
        <Button type={signs && view.status !== 'signed' ? 'default' : 'primary'} {...whole('send')} onClick={send}>
          {view.signedBy === 'official' ? 'Сохранить и отправить запрос' : 'Отправить запрос'}
        </Button>
      ) : null}
      {may('retry') ? (
        <Button type="primary" {...common('retry')} onClick={() => void take('retry')}>
          Отправить ещё раз
        </Button>
      ) : null}
      {may('prepare') && view.status === 'draft' ? (
        <Button {...whole('prepare')} onClick={() => void take('prepare')}>
          Подготовить запрос к отправке
        </Button>
      ) : null}
      {work.editing ? (
        <Button {...common('save')} onClick={() => void work.save()}>
          Сохранить запрос
        </Button>
      ) : null}
      {signs && view.status === 'signed' ? (
        <SignRequest view={view} work={work} open={signing} onOpen={setSigning} />
      ) : null}
      {may('edit') && !work.editing ? <Button onClick={work.reopen}>Изменить запрос</Button> : null}
      {more}
      {may('cancel') ? (
        <Button danger {...common('cancel')} onClick={cancel}>
          Отменить запрос
        </Button>
      ) : null}
      <span className="rg-bar-note" role="status">
        {held ?? (work.editing ? (work.dirty ? 'Есть несохранённые изменения' : 'Все изменения сохранены') : null)}
      </span>
    </div>
  );
}

function useCancel(view: RequestView, work: RequestWork): () => void {
  const { modal } = App.useApp();
  return () =>
    void modal.confirm({
      title: `Отменить запрос № ${view.number}?`,
      content: work.unsent
        ? 'Запрос не будет отправлен. Отменённый запрос остаётся в заявке.'
        : 'Ответа больше не ждут; если он всё же придёт, статус запроса не изменится.',
      okText: 'Отменить запрос',
      cancelText: 'Вернуться',
      okButtonProps: { danger: true },
      onOk: () => work.take('cancel'),
    });
}
