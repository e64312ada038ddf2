import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useMe } from '../session/me.ts';
import { dateText, todayIn } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ChartCard } from './chart-card.tsx';
import { chartsOf } from './charts.ts';
import { PeriodFilter } from './period-filter.tsx';
import { type Asked, askedOf, monitoringQuery } from './queries.ts';
import { RegistrationsView } from './registrations.tsx';
import { StatisticsView } from './statistics.tsx';

const views = [
  { code: 'charts', tab: 'Графики', title: 'Мониторинг' },
  { code: 'statistics', tab: 'Статистический отчёт', title: 'Статистический отчёт' },
  { code: 'registrations', tab: 'Журнал регистрации', title: 'Журнал регистрации' },
] as const;

function addressOf(asked: Asked, view: string): string {
  return `?${new URLSearchParams({ ...asked, ...(view === 'charts' ? {} : { view }) })}`;
}

function Charts({ asked }: { asked: Asked }) {
  const monitoring = useQuery(monitoringQuery(asked));
  if (monitoring.error) return <Notice tone="error">{monitoring.error.message}</Notice>;
  if (monitoring.data === undefined) return <Loading />;
  return (
    <div className="rg-charts">
      {chartsOf(monitoring.data).map((chart) => (
        <ChartCard key={chart.code} chart={chart} period={`${asked.from}-${asked.to}`} />
      ))}
    </div>
  );
}

/** «Мониторинг»: how the body keeps its terms, for whoever may read reports. */
export function ReportScreen() {
  const { organisation, permissions } = useMe();
  const [search, setSearch] = useSearchParams();
  const asked = askedOf(search, todayIn(organisation.timeZone, new Date()));
  const view = views.find(({ code }) => code === search.get('view')) ?? views[0];
  const may = permissions.includes('reports.read');
  const choices = useQuery({ ...monitoringQuery(asked), enabled: may });
  if (!may) {
    return (
      <Page title="Мониторинг">
        <Empty title="Отчёты вам не открыты">Право на них даёт администратор ведомства.</Empty>
      </Page>
    );
  }
  const lead = `${organisation.title}. Период с ${dateText(asked.from)} по ${dateText(asked.to)}.`;
  const apply = (next: Asked) => setSearch(addressOf(next, view.code));
  return (
    <Page title={view.title} lead={lead}>
      <div className="rg-report">
        <PeriodFilter
          key={JSON.stringify(asked)}
          {...{ asked, choices: choices.data, onApply: apply }}
          onClear={() => setSearch(view.code === 'charts' ? '' : `?view=${view.code}`)}
        />
        <nav className="rg-tabs" aria-label="Отчёты">
          {views.map(({ code, tab }) => (
            <Link key={code} to={addressOf(asked, code)} aria-current={code === view.code ? 'page' : undefined}>
              {tab}
            </Link>
          ))}
        </nav>
        {view.code === 'charts' ? <Charts asked={asked} /> : null}
        {view.code === 'statistics' ? <StatisticsView asked={asked} /> : null}
        {view.code === 'registrations' ? <RegistrationsView asked={asked} /> : null}
      </div>
    </Page>
  );
}
