import { Card, instantText, Loading, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useConnectionLog } from './connection-queries.ts';

/** What the plugin has said of this connection lately. */
export function ConnectionLog({ id }: { id: string }) {
  const { data, error, isFetching, refetch } = useConnectionLog(id);
  const several = new Set(data?.items.map(({ node }) => node)).size > 1;
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
          Модуль пока ничего не сообщил: строки появляются, когда через подключение что-то идёт.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <>
          <p className="rg-muted">
            Последние двести строк, всех процессов установки; секреты скрыты. Целиком – в журналах серверов.
          </p>
          <table className="rg-table">
            <caption className="rg-visually-hidden">Журнал модуля</caption>
            <thead>
              <tr>
                <th scope="col">Когда</th>
                {several ? <th scope="col">Процесс</th> : null}
                <th scope="col">Событие</th>
                <th scope="col">Подробности</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ number, at, node, event, facts }) => (
                <tr key={number}>
                  <td data-label="Когда">{instantText(at)}</td>
                  {several ? <td data-label="Процесс">{node}</td> : null}
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
