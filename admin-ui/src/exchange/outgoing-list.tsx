import { announce, instantText } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { DeskFilterForm, Found } from './desk-filter.tsx';
import { DeskList } from './desk-list.tsx';
import { EntrySubject } from './entry-subject.tsx';
import { hurryOutgoing, noFilter, type Outgoing, outgoingKey, stopOutgoing, useOutgoing } from './exchange-queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface RowProps {
  entry: Outgoing;
  disabled: boolean;
  onHurry: () => void;
  onStop: () => void;
}

function Row({ entry, disabled, onHurry, onStop }: RowProps) {
  const when = instantText(entry.createdAt);
  return (
    <tr>
      <td data-label="Отправление">
        <EntrySubject {...entry} />
      </td>
      <td data-label="Создано">{when}</td>
      <td data-label="Попыток">{entry.tries}</td>
      <td data-label="Следующая попытка">{entry.busy ? 'Отправляется сейчас' : instantText(entry.dueAt)}</td>
      <td data-label="Последняя ошибка">{entry.error ?? '—'}</td>
      <td className="rg-actions-cell">
        <Flex gap={8} justify="end" wrap>
          <Button
            size="small"
            disabled={disabled || entry.busy}
            onClick={onHurry}
            aria-label={`Отправить сейчас: ${entry.title}, ${when}`}
          >
            Отправить сейчас
          </Button>
          {entry.stoppable ? (
            <Button size="small" danger onClick={onStop} aria-label={`Остановить: ${entry.title}, ${when}`}>
              Остановить
            </Button>
          ) : null}
        </Flex>
      </td>
    </tr>
  );
}

const columns = ['Отправление', 'Создано', 'Попыток', 'Следующая попытка', 'Последняя ошибка'];

/** What is on its way by itself: tries, errors, the next try. */
export function OutgoingList() {
  const client = useQueryClient();
  const [filter, setFilter] = useState(noFilter);
  const list = useOutgoing(filter);
  const [stopping, setStopping] = useState<Outgoing>();
  const reread = () => client.invalidateQueries({ queryKey: outgoingKey });
  const hurry = useMutation({
    mutationFn: hurryOutgoing,
    onSuccess: (_, entry) => announce(`Отправляется сейчас: ${entry.title}`),
    onSettled: reread,
  });
  const stopped = () => {
    announce('Отправление остановлено');
    setStopping(undefined);
    void reread();
  };
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">Эти отправления уходят сами: после ошибки система пробует снова, с растущими паузами.</p>
      <DeskFilterForm since="Создано с" withTopic onFilter={setFilter} />
      <Found count={list.data?.pages[0]?.count} />
      <DeskList
        list={list}
        filtered={filter !== noFilter}
        caption="Отправления в пути"
        columns={columns}
        empty={{ title: 'В пути ничего нет', text: 'Всё, что отправлено, принято другой стороной.' }}
        failure={hurry.error}
        row={(entry) => (
          <Row
            key={entry.id}
            entry={entry}
            disabled={hurry.isPending}
            onHurry={() => hurry.mutate(entry)}
            onStop={() => setStopping(entry)}
          />
        )}
      />
      {stopping ? (
        <ReasonDialog
          title="Остановить отправление"
          lead="Само оно больше не уйдёт. Исполнитель увидит причину; отправить снова можно на вкладке «Не отправлено»."
          label="Причина"
          missing="Напишите, почему отправление остановлено: хотя бы несколько слов."
          okText="Остановить"
          danger
          send={(text) => stopOutgoing(stopping, text)}
          onClose={() => setStopping(undefined)}
          onDone={stopped}
        />
      ) : null}
    </Flex>
  );
}
