import { announce, Empty, instantText, Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { retryStopped, type Stopped, stoppedKey, useStopped } from './exchange-queries.ts';

function Row({ entry, busy, onRetry }: { entry: Stopped; busy: boolean; onRetry: () => void }) {
  const when = instantText(entry.failedAt);
  return (
    <tr>
      <td data-label="Отправление">
        <div>
          <strong>{entry.title}</strong>
          <span className="rg-block rg-muted">{entry.connection ?? '—'}</span>
        </div>
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
  const list = useStopped();
  const retry = useMutation({
    mutationFn: retryStopped,
    onSuccess: (_, entry) => announce(`Отправляется ещё раз: ${entry.title}`),
    onSettled: () => client.invalidateQueries({ queryKey: stoppedKey }),
  });
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">
        Другая сторона этого не приняла. Устраните причину и отправьте ещё раз: имя отправления останется прежним,
        второй раз оно не исполнится.
      </p>
      {retry.error ? <Notice tone="error">{retry.error.message}</Notice> : null}
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && entries.length === 0 ? (
        <Empty title="Остановленных отправлений нет">Всё, что отправлено, принято или отправляется само.</Empty>
      ) : null}
      {entries.length > 0 ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Остановленные отправления</caption>
          <thead>
            <tr>
              <th scope="col">Отправление</th>
              <th scope="col">Остановлено</th>
              <th scope="col">Попыток</th>
              <th scope="col">Что случилось</th>
              <th scope="col" className="rg-actions-head">
                Действия
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} busy={retry.isPending} onRetry={() => retry.mutate(entry)} />
            ))}
          </tbody>
        </table>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
    </Flex>
  );
}
