import type { BenchResult, Comparison } from './bench.ts';
import { type Layer, type Layers, layerTitles } from './layer-of.ts';
import type { WorkloadName } from './workloads.ts';

const workloadTitles = {
  create: 'создать',
  get: 'карточка',
  list: 'список с отбором',
  firstPage: 'первая страница',
  deepPage: 'страница в середине',
} as const satisfies Record<WorkloadName, string>;

/** What the product is meant to reach at eight connections, and what it has reached; `met` undefined: not measured. */
export interface Aim {
  readonly title: string;
  readonly aim: string;
  readonly reached: string;
  readonly met: boolean | undefined;
}

export function aimsOf({ comparisons, start, memory }: BenchResult): Aim[] {
  const at = (workload: WorkloadName) => comparisons.find((one) => one.workload === workload && one.connections === 8);
  const share = (one: Comparison | undefined) => one && one.product.perSecond / one.floor.perSecond;
  const [create, get, list] = [share(at('create')), share(at('get')), at('list')];
  const listTimes = list && list.product.p50 / list.floor.p50;
  const [first, deep] = [at('firstPage'), at('deepPage')];
  const deepTimes = first && deep && deep.product.p50 / first.product.p50;
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  const times = (value: number) => value.toFixed(2);
  const ms = (value: number) => `${value.toFixed(0)} мс`;
  const mb = (value: number) => `${value.toFixed(0)} МБ`;
  return [
    atLeast('создание, доля от пола', create, { limit: 0.25, show: percent }),
    atLeast('карточка, доля от пола', get, { limit: 0.3, show: percent }),
    atMost('список, p50 к p50 пола', listTimes, { limit: 0.5, show: times }),
    atMost('середина списка, p50 к p50 первой страницы', deepTimes, { limit: 2, show: times }),
    atMost('готовность после базы', start.usualMs, { limit: 3000, show: ms }),
    atMost('память после нагрузки', memory.loadedMb, { limit: 250, show: mb }),
  ];
}

interface Limit {
  readonly limit: number;
  readonly show: (value: number) => string;
}

export function atLeast(title: string, value: number | undefined, { limit, show }: Limit): Aim {
  const known = value !== undefined && !Number.isNaN(value);
  return {
    title,
    aim: `≥ ${show(limit)}`,
    reached: known ? show(value) : '–',
    met: known ? value >= limit : undefined,
  };
}

export function atMost(title: string, value: number | undefined, { limit, show }: Limit): Aim {
  const known = value !== undefined && !Number.isNaN(value);
  return {
    title,
    aim: `≤ ${show(limit)}`,
    reached: known ? show(value) : '–',
    met: known ? value <= limit : undefined,
  };
}

export function printable(result: BenchResult): string {
  const { start, memory } = result;
  const mb = (value: number) => (Number.isNaN(value) ? 'не измерено' : `${value.toFixed(0)} МБ`);
  return [
    `Заявок в базе: ${result.rows}. Пол: node:http и pg, без сеанса, прав, проверок и журнала; та же PostgreSQL.`,
    '',
    ...table(comparisonHead, result.comparisons.map(comparisonRow)),
    '',
    ...table(cpuHead, result.comparisons.map(cpuRow)),
    '',
    ...Object.entries(result.layers).flatMap(([name, layers]) => layerLines(name as WorkloadName, layers)),
    `Запуск: первый, с созданием структуры и демонстрационными данными, – ${start.firstMs.toFixed(0)} мс; обычный – ${start.usualMs.toFixed(0)} мс.`,
    `Память процесса (веб и задания): после запуска ${mb(memory.readyMb)}, после нагрузки ${mb(memory.loadedMb)}.`,
    `Журнал после нагрузки: ${result.journal.ok ? 'цепочки целы' : 'ЦЕПОЧКИ НАРУШЕНЫ'}, записей: ${result.journal.events}, проверены за ${result.journal.seconds.toFixed(1).replace('.', ',')} с.`,
    '',
    ...table(
      ['цель (8 соединений)', 'нужно', 'есть', ''],
      aimsOf(result).map((one) => [one.title, one.aim, one.reached, verdict(one.met)]),
    ),
    '',
  ].join('\n');
}

export function verdict(met: boolean | undefined): string {
  if (met === undefined) return 'не измерено';
  return met ? 'да' : 'НЕТ';
}

const comparisonHead = [
  'работа',
  'соед.',
  'продукт, 1/с',
  'пол, 1/с',
  'доля',
  'p50',
  'p95',
  'p99',
  'пол p50',
  'p95',
  'p99',
  'p50 к полу',
];

function comparisonRow({ workload, connections, product, floor }: Comparison): string[] {
  const ms = (value: number) => value.toFixed(2);
  return [
    workloadTitles[workload],
    String(connections),
    product.perSecond.toFixed(0),
    floor.perSecond.toFixed(0),
    `${((product.perSecond / floor.perSecond) * 100).toFixed(0)} %`,
    ...[product.p50, product.p95, product.p99, floor.p50, floor.p95, floor.p99].map(ms),
    (product.p50 / floor.p50).toFixed(2),
  ];
}

const cpuHead = ['процессор на запрос, мс', 'соед.', 'сервер', 'база', 'пол: сервер', 'база', 'пол к продукту'];

function cpuRow({ workload, connections, product, floor }: Comparison): string[] {
  const whole = (side: Comparison['product']) => side.serverCpuMs + side.databaseCpuMs;
  const ms = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(2));
  const share = whole(floor) / whole(product);
  return [
    workloadTitles[workload],
    String(connections),
    ...[product.serverCpuMs, product.databaseCpuMs, floor.serverCpuMs, floor.databaseCpuMs].map(ms),
    Number.isNaN(share) ? '–' : `${(share * 100).toFixed(0)} %`,
  ];
}

function layerLines(name: WorkloadName, { layers, messages, waitMs }: Layers): string[] {
  const sum = (field: 'statements' | 'databaseMs' | 'cpuMs') =>
    layers.reduce((total, layer) => total + layer[field], 0);
  const row = (title: string, one: Omit<Layer, 'name'>) => [
    title,
    one.statements.toFixed(1),
    one.databaseMs.toFixed(3),
    one.cpuMs.toFixed(3),
  ];
  const total = { statements: sum('statements'), databaseMs: sum('databaseMs'), cpuMs: sum('cpuMs') };
  const rest = Math.max(0, waitMs - total.databaseMs);
  return [
    ...table(
      [`слои: ${workloadTitles[name]}`, 'запросов к базе', 'база, мс', 'процессор сервера, мс'],
      [...layers.map((layer) => row(layerTitles[layer.name], layer)), row('всего', total)],
    ),
    `сообщений базе: ${messages.toFixed(1)}; сверх запросов – дорога, подтверждение записи: ${rest.toFixed(3)} мс`,
    '',
  ];
}

/** The first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}
