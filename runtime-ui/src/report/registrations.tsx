import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { sourceTitles } from '../application/list-view.ts';
import { outcomeTitles } from '../application/outcome-titles.ts';
import { useMe } from '../session/me.ts';
import { dateText, instantDateText, plural } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { type Asked, type Registration, registrationsFile, registrationsQuery } from './queries.ts';

const heads = ['№', 'Номер', 'Зарегистрирована', 'Заявитель', 'Услуга', 'Источник', 'Исполнитель', 'Срок', 'Итог'];
/** More than this is read in a spreadsheet. */
const MOST_PRINTED = 2_000;

function Row({ row, number }: { row: Registration; number: number }) {
  const { timeZone } = useMe().organisation;
  const sources: Readonly<Record<string, string>> = sourceTitles;
  return (
    <tr>
      <td data-label={heads[0]}>{number}</td>
      <td data-label={heads[1]}>{row.number}</td>
      <td data-label={heads[2]}>{instantDateText(row.registeredAt, timeZone)}</td>
      <td data-label={heads[3]}>
        <div>
          {row.applicant}
          {row.address ? <span className="rg-block rg-muted">{row.address}</span> : null}
        </div>
      </td>
      <td data-label={heads[4]}>{row.service.title}</td>
      <td data-label={heads[5]}>{sources[row.source] ?? row.source}</td>
      <td data-label={heads[6]}>{row.executor ?? 'Не назначен'}</td>
      <td data-label={heads[7]}>{dateText(row.dueDate)}</td>
      <td data-label={heads[8]}>
        {row.outcome === null ? 'В работе' : `${outcomeTitles[row.outcome]}, ${instantDateText(row.endedAt, timeZone)}`}
      </td>
    </tr>
  );
}

/** All of it must be on the page before it goes to paper. */
function usePrint(list: ReturnType<typeof useJournal>) {
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    setFailure('');
    let state: Pick<typeof list, 'hasNextPage' | 'data'> = list;
    while (state.hasNextPage && rowsOf(state).length < MOST_PRINTED) state = await list.fetchNextPage();
    setBusy(false);
    if (state.hasNextPage) {
      return setFailure(
        `Больше ${plural(MOST_PRINTED, ['записи', 'записей', 'записей'])}: сократите период или возьмите XLSX.`,
      );
    }
    // The last page is on the screen with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  };
  return { print, busy, failure };
}

const useJournal = (asked: Asked) => useInfiniteQuery(registrationsQuery(asked));
const rowsOf = ({ data }: Pick<ReturnType<typeof useJournal>, 'data'>) =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** The journal of registration, in its order. */
export function RegistrationsView({ asked }: { asked: Asked }) {
  const list = useJournal(asked);
  const { print, busy, failure } = usePrint(list);
  const rows = rowsOf(list);
  if (list.error) return <Notice tone="error">{list.error.message}</Notice>;
  if (list.isPending) return <Loading />;
  if (rows.length === 0) {
    return <Empty title="За период ничего не зарегистрировано">Измените период или уберите фильтр.</Empty>;
  }
  return (
    <>
      <div className="rg-report-tools">
        <Button onClick={() => void print()} loading={busy}>
          Печать
        </Button>
        <Button href={registrationsFile(asked, 'xlsx')}>XLSX</Button>
        <Button href={registrationsFile(asked, 'csv')}>CSV</Button>
      </div>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <table className="rg-table">
        <caption className="rg-visually-hidden">Журнал регистрации</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={row.id} row={row} number={at + 1} />
          ))}
        </tbody>
      </table>
      <div className="rg-more">
        <span className="rg-muted">Показано: {plural(rows.length, ['запись', 'записи', 'записей'])}</span>
        {list.hasNextPage ? <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button> : null}
      </div>
    </>
  );
}
