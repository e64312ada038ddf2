import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import type { RequestKindView, RequestView, ServiceView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { ConfirmRequest } from './confirm-request.tsx';
import { NewRequest } from './new-request.tsx';
import { requestListQuery } from './queries.ts';
import { kindButton, RequestKinds } from './request-kinds.tsx';
import { requestPath } from './request-words.ts';
import { RequestsTable } from './requests-table.tsx';

interface RequestsTabProps {
  applicationId: string;
  service: ServiceView;
  group: string;
}

/** A tab of the card: what may be asked in this group of requests, and what was. */
export function RequestsTab(props: RequestsTabProps) {
  const { applicationId, group } = props;
  const list = useQuery(requestListQuery(applicationId));
  const creation = useCreation(applicationId);
  const failure = list.error ? (
    <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
      {list.error.message}
    </Notice>
  ) : null;
  if (!list.data) return failure ?? <Loading />;
  const kinds = list.data.kinds.filter((kind) => kind.group === group);
  const items = list.data.items.filter((item) => item.group === group);
  return (
    <>
      {failure}
      {creation.sent ? (
        <Notice ref={creation.told} tone="success" title={`Запрос № ${creation.sent.number} принят к отправке`}>
          Что с ним стало, видно в таблице: она обновляется сама.
        </Notice>
      ) : null}
      <Card title={group}>
        <RequestKinds kinds={kinds} begun={creation.begun?.entry ?? null} onCreate={creation.begin} />
        {items.length > 0 ? (
          <RequestsTable items={items} applicationId={applicationId} group={group} />
        ) : creation.begun ? null : (
          <Empty title="Запросов ещё не было">
            {kinds.some(({ open }) => open) ? 'Нажмите «Создать запрос» у нужного сервиса.' : null}
          </Empty>
        )}
      </Card>
      <Creation {...props} creation={creation} />
    </>
  );
}

/** A request that is being made, and the one that has just gone out. */
function useCreation(applicationId: string) {
  const navigate = useNavigate();
  const [begun, setBegun] = useState<RequestKindView | null>(null);
  const [sent, setSent] = useState<RequestView | null>(null);
  const told = useRef<HTMLDivElement>(null);
  // The form and its buttons are gone: the focus comes to what is said of them, or to the button that opened the form.
  useEffect(() => {
    if (sent) told.current?.focus();
  }, [sent]);
  const begin = (kind: RequestKindView) => {
    setSent(null);
    setBegun(kind);
  };
  const close = () => {
    if (begun) flushSync(() => setBegun(null));
    if (begun) document.getElementById(kindButton(begun.entry))?.focus();
  };
  const created = (view: RequestView, out: boolean, unprepared?: string) => {
    setBegun(null);
    announce(out ? `Запрос № ${view.number} принят к отправке` : `Запрос № ${view.number} сохранён`);
    if (out) setSent(view);
    else void navigate(requestPath(applicationId, view.id), { state: { unprepared } });
  };
  return { begun, sent, told, begin, close, created };
}

function Creation({ creation, ...place }: RequestsTabProps & { creation: ReturnType<typeof useCreation> }) {
  const { begun, created, close } = creation;
  if (!begun) return null;
  const Making = begun.formless ? ConfirmRequest : NewRequest;
  return <Making key={begun.entry} {...place} kind={begun} onCreated={created} onClose={close} />;
}
