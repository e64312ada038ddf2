import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Loading, Notice } from '../ui/notice.tsx';
import { type Figure, FigureTable } from './figure-table.tsx';
import { type Asked, type Statistics, statisticsQuery } from './queries.ts';
import { saveTable } from './save-table.ts';

const columns = [
  ['atStart', 'Было на начало'],
  ['received', 'Поступило'],
  ['fromPortals', 'Порталы и МФЦ'],
  ['ended', 'Завершено'],
  ['granted', 'Предоставлено'],
  ['refused', 'Отказано'],
  ['withdrawn', 'Отозвано, возвращено'],
  ['endedLate', 'С нарушением срока'],
  ['averageDays', 'Средний срок, дней'],
  ['atEnd', 'Осталось на конец'],
] as const;
const heads = ['Услуга', ...columns.map(([, title]) => title)];

const rowOf = (first: string, figures: Statistics['total']): Figure[] => [
  first,
  ...columns.map(([name]) => figures[name]),
];

/** What there was, came, went and is left, service by service. */
export function StatisticsView({ asked }: { asked: Asked }) {
  const report = useQuery(statisticsQuery(asked));
  if (report.error) return <Notice tone="error">{report.error.message}</Notice>;
  if (report.data === undefined) return <Loading />;
  const { items, total } = report.data;
  const rows = items.map(({ service, ...figures }) => rowOf(service.title, figures));
  const sum = rowOf('Всего', total);
  return (
    <>
      <div className="rg-report-tools">
        <Button onClick={() => window.print()}>Печать</Button>
        <Button onClick={() => saveTable(`statistics-${asked.from}-${asked.to}.csv`, [heads, ...rows, sum])}>
          CSV
        </Button>
      </div>
      <FigureTable
        caption="Статистический отчёт по услугам"
        empty="За период заявок не было: измените период или уберите фильтр."
        {...{ heads, rows, total: sum }}
      />
    </>
  );
}
