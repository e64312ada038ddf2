import { FilePdfOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { IssueReceipt } from '../issue/issue-receipt.tsx';
import { useMe } from '../session/me.ts';
import { dateText } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { Notice } from '../ui/notice.tsx';
import { listPlace } from './list-place.ts';

/** What has just been done on a card. */
export interface Done {
  /** What has been done, in words. */
  title: string;
  /** The state that the case came to by it. */
  state: string;
  /** The case got its number by it. */
  numbered: boolean;
  /** The result was given out by it. */
  issued?: boolean;
}

/** After an action its button is gone: the focus comes here, where it is said what has become and what may be next. */
export function DoneNotice({ done, card }: { done: Done; card: ApplicationCard }) {
  const navigate = useNavigate();
  const { canCreate } = useMe();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  // A procedure begins on the card of its application, and one follows no other.
  const next = canCreate && done.numbered && card.parent === null;
  const createNext = () => navigate(`/applications/new?service=${card.service.code}`);
  useKey('create', 'Создать следующую заявку', next ? createNext : undefined);
  const actions = (
    <>
      {next ? (
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={createNext}>
          Создать следующую
        </Button>
      ) : null}
      {done.numbered && card.receivedDocuments.length > 0 ? (
        <Button
          icon={<FilePdfOutlined aria-hidden="true" />}
          href={`/api/applications/${card.id}/receipt`}
          target="_blank"
        >
          Расписка
        </Button>
      ) : null}
      {done.issued ? <IssueReceipt id={card.id} /> : null}
      {next ? null : <Button onClick={() => navigate(listPlace())}>К списку заявок</Button>}
    </>
  );
  if (!done.numbered) {
    return (
      <Notice tone="success" title={done.title} actions={actions} ref={box}>
        Сейчас статус заявки: «{card.stateTitle}».
      </Notice>
    );
  }
  return (
    <Notice tone="success" title={`Заявка зарегистрирована: № ${card.number}`} actions={actions} ref={box}>
      {card.dueDate ? `Срок – ${dateText(card.dueDate)}. ` : ''}Сейчас статус заявки: «{card.stateTitle}».
    </Notice>
  );
}
