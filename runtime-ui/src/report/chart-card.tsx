import { Button, Radio } from 'antd';
import { useState } from 'react';
import { Card } from '../ui/card.tsx';
import type { Bar, ChartModel } from './charts.ts';
import { FigureTable } from './figure-table.tsx';
import { saveTable } from './save-table.ts';

const most = (bars: readonly Bar[]) => Math.max(1, ...bars.map(sizeOf));
const sizeOf = ({ parts }: Bar) => parts.reduce((sum, { value }) => sum + value, 0);

/** A picture says its figures in words too; all of them stand in the table. */
function inWords({ title, bars }: ChartModel): string {
  const told = bars.filter((bar) => sizeOf(bar) > 0).slice(0, 6);
  return `${title}. ${told.map(({ label, text }) => `${label}: ${text}`).join('; ')}. Все цифры – в таблице.`;
}

function Lying({ chart }: { chart: ChartModel }) {
  const whole = most(chart.bars);
  return (
    <div className="rg-bars" role="img" aria-label={inWords(chart)}>
      {chart.bars.map((bar) => (
        <div key={bar.key} className="rg-bars-row">
          <span className="rg-bars-label">{bar.label}</span>
          <svg className="rg-bars-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {placed(bar, whole).map(({ from, size, tone }) => (
              <rect key={tone} className={`rg-part-${tone}`} x={from} width={size} height="10" />
            ))}
          </svg>
          <span className="rg-bars-text">{bar.text}</span>
        </div>
      ))}
    </div>
  );
}

/** Where each part begins, in hundredths of the longest bar. */
function placed(bar: Bar, whole: number) {
  let from = 0;
  return bar.parts.map(({ value, tone }) => {
    const size = (value / whole) * 100;
    const part = { from, size, tone };
    from += size;
    return part;
  });
}

function Standing({ chart }: { chart: ChartModel }) {
  const { bars } = chart;
  const whole = most(bars);
  const ends = [bars[0], bars[Math.floor(bars.length / 2)], bars.at(-1)];
  const shown = bars.length < 3 ? [bars[0], bars[1]] : ends;
  return (
    <div role="img" aria-label={inWords(chart)}>
      <div className="rg-columns">
        <span className="rg-columns-most">{whole}</span>
        <svg viewBox={`0 0 ${bars.length * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
          {bars.flatMap((bar, at) =>
            placed(bar, whole).map(({ from, size, tone }) => (
              <rect
                key={`${bar.key} ${tone}`}
                className={`rg-part-${tone}`}
                x={at * 10 + 1.5}
                width={7}
                y={100 - from - size}
                height={size}
              />
            )),
          )}
        </svg>
      </div>
      <div className="rg-columns-labels" aria-hidden="true">
        {shown.flatMap((bar) => (bar ? [<span key={bar.key}>{bar.label}</span>] : []))}
      </div>
    </div>
  );
}

function Legend({ legend }: Pick<ChartModel, 'legend'>) {
  if (legend.length === 0) return null;
  return (
    <div className="rg-legend">
      {legend.map(({ tone, title }) => (
        <span key={tone}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={`rg-part-${tone}`} width="12" height="12" rx="2" />
          </svg>
          {title}
        </span>
      ))}
    </div>
  );
}

const views = [
  { value: 'chart', label: 'График' },
  { value: 'table', label: 'Таблица' },
];

function Picture({ chart }: { chart: ChartModel }) {
  if (chart.bars.length === 0) return <p className="rg-muted">{chart.empty}</p>;
  return (
    <>
      <Legend legend={chart.legend} />
      {chart.standing ? <Standing chart={chart} /> : <Lying chart={chart} />}
    </>
  );
}

/** A chart, the same as a table, and the same as a file. */
export function ChartCard({ chart, period }: { chart: ChartModel; period: string }) {
  const [view, setView] = useState('chart');
  const tools = (
    <div className="rg-chart-tools">
      <Radio.Group
        size="small"
        aria-label={`${chart.title}: как показать`}
        role="radiogroup"
        optionType="button"
        value={view}
        options={views}
        onChange={(event) => setView(event.target.value)}
      />
      <Button
        size="small"
        aria-label={`${chart.title}: файл CSV`}
        onClick={() => saveTable(`${chart.code}-${period}.csv`, [chart.heads, ...chart.rows])}
      >
        CSV
      </Button>
    </div>
  );
  return (
    <Card title={chart.title} description={chart.note} extra={tools}>
      {view === 'chart' ? (
        <Picture chart={chart} />
      ) : (
        <FigureTable caption={chart.title} heads={chart.heads} rows={chart.rows} empty={chart.empty} />
      )}
    </Card>
  );
}
