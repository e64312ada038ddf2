import { announce, instantText } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { DeskFilterForm, Found } from './desk-filter.tsx';
import { DeskList } from './desk-list.tsx';
import { EntrySubject } from './entry-subject.tsx';
import { noFilter, retryStopped, type Stopped, stoppedKey, useStopped } from './exchange-queries.ts';

function Row({ entry, busy, onRetry }: { entry: Stopped; busy: boolean; onRetry: () => void }) {
  const when = instantText(entry.failedAt);
  return (
    <tr>
      <td data-label="Отправление">
        <EntrySubject {...entry} />
      </td>
      <td data-label="Остановлено">{when}</td>
      <td data-label="Попыток">{entry.tries}</td>
      <td data-label="Что случилось">{entry.error ?? '—'}</td>
      <td className="rg-actions-cell">
        <Button
          size="small"
          type="primary"
          disabled={busy}
          onClick={onRetry}
          aria-label={`Отправить ещё раз: ${entry.title}, ${when}`}
        >
          Отправить ещё раз
        </Button>
      </td>
    </tr>
  );
}

/** What the other side has not taken and nobody tries any more. */
export function StoppedList() {
  const client = useQueryClient();
  const [filter, setFilter] = useState(noFilter);
  const list = useStopped(filter);
  const retry = useMutation({
    mutationFn: retryStopped,
    onSuccess: (_, entry) => announce(`Отправляется ещё раз: ${entry.title}`),
    onSettled: () => client.invalidateQueries({ queryKey: stoppedKey }),
  });
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">
        Другая сторона этого не приняла. Устраните причину и отправьте ещё раз: имя отправления останется прежним,
        второй раз оно не исполнится.
      </p>
      <DeskFilterForm since="Остановлено с" withTopic onFilter={setFilter} />
      <Found count={list.data?.pages[0]?.count} />
      <DeskList
        list={list}
        filtered={filter !== noFilter}
        caption="Остановленные отправления"
        columns={['Отправление', 'Остановлено', 'Попыток', 'Что случилось']}
        empty={{
          title: 'Остановленных отправлений нет',
          text: 'Всё, что отправлено, принято или отправляется само.',
        }}
        failure={retry.error}
        row={(entry) => <Row key={entry.id} entry={entry} busy={retry.isPending} onRetry={() => retry.mutate(entry)} />}
      />
    </Flex>
  );
}
