import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApplicationCard, MessageView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { MessageRow } from './message-row.tsx';
import { PortalDeliveries } from './portal-deliveries.tsx';
import { correspondenceQuery } from './queries.ts';
import { WriteDialog } from './write-dialog.tsx';

/** «Переписка»: what was said to the applicant and how it went, what they have written, and the way to answer. */
export function CorrespondenceTab({ card }: { card: ApplicationCard }) {
  return (
    <>
      <CorrespondenceCard card={card} />
      {card.source === 'employee' ? null : <PortalDeliveries applicationId={card.id} />}
    </>
  );
}

function CorrespondenceCard({ card }: { card: ApplicationCard }) {
  const list = useQuery(correspondenceQuery(card.id));
  const [writing, setWriting] = useState<{ question: MessageView | undefined }>();
  const items = list.data?.items ?? [];
  const isOpen = list.data?.closed === null;
  return (
    <Card
      title="Переписка с заявителем"
      extra={
        isOpen ? (
          <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => setWriting({ question: undefined })}>
            Написать заявителю
          </Button>
        ) : null
      }
    >
      {list.isPending ? <Loading /> : null}
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {card.source === 'employee' ? null : <WhyNot reason={list.data?.closed} />}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Переписки ещё не было">
          Сообщения заявителю появляются, когда заявка меняет состояние или публикуется результат.
        </Empty>
      ) : null}
      {items.some(({ status }) => status === 'todo') ? (
        <p className="rg-hint">
          Что нужно передать самому, отмечают на странице <Link to="/notices">«Уведомления заявителей»</Link>.
        </p>
      ) : null}
      {items.length > 0 ? (
        <Messages items={items} onAnswer={isOpen ? (question) => setWriting({ question }) : undefined} />
      ) : null}
      {writing ? <WriteDialog card={card} question={writing.question} onClose={() => setWriting(undefined)} /> : null}
    </Card>
  );
}

interface MessagesProps {
  items: readonly MessageView[];
  onAnswer: ((question: MessageView) => void) | undefined;
}

function Messages({ items, onAnswer }: MessagesProps) {
  const known = new Map(items.map((item) => [item.id, item]));
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Переписка с заявителем, сначала новое</caption>
      <thead>
        <tr>
          <th scope="col">Время</th>
          <th scope="col">Направление</th>
          <th scope="col">Сообщение</th>
          <th scope="col">Что с ним</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <MessageRow
            key={item.id}
            item={item}
            question={item.replyTo === null ? undefined : known.get(item.replyTo)}
            onAnswer={item.awaitsAnswer && onAnswer ? () => onAnswer(item) : undefined}
          />
        ))}
      </tbody>
    </table>
  );
}
