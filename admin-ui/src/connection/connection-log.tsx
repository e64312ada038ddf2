import { Card, instantText, Loading, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useConnectionLog } from './connection-queries.ts';

/** What the plugin has said of this connection lately. */
export function ConnectionLog({ id }: { id: string }) {
  const { data, error, isFetching, refetch } = useConnectionLog(id);
  return (
    <Card
      title="Журнал модуля"
      extra={
        <Button size="small" loading={isFetching} onClick={() => refetch()}>
          Обновить журнал
        </Button>
      }
    >
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data?.items.length === 0 ? (
        <p className="rg-muted">
          {`В процессе ${data.node} модуль пока ничего не сообщил: строки появляются, когда через подключение что-то идёт. Если задания выполняет отдельный процесс, они в журнале того сервера.`}
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <>
          <p className="rg-muted">{`Последние двести строк процесса ${data.node}; секреты скрыты. Целиком – в журнале сервера.`}</p>
          <table className="rg-table">
            <caption className="rg-visually-hidden">Журнал модуля</caption>
            <thead>
              <tr>
                <th scope="col">Когда</th>
                <th scope="col">Событие</th>
                <th scope="col">Подробности</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ number, at, event, facts }) => (
                <tr key={number}>
                  <td data-label="Когда">{instantText(at)}</td>
                  <td data-label="Событие">{event}</td>
                  <td data-label="Подробности">{Object.keys(facts).length === 0 ? '—' : JSON.stringify(facts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </Card>
  );
}
