import { createClient } from '../support/http-client.ts';
import { type Product, prepareGround, startFirst, startProduct } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { fillRegistry } from './registry-rows.ts';

/** One question that a registry or a report is asked. */
export interface RegistryFigure {
  readonly question: string;
  /** Of the whole answer over HTTP, the median of the rounds. */
  readonly ms: number;
  readonly slowestMs: number;
}

/** What the screens ask: orders of each head both ways, tabs, filters, searches, pages far inside, counts, reports. */
function registryQuestions(year: number): readonly string[] {
  const heads = [
    'listedAt',
    'registeredAt',
    'number',
    'service',
    'applicant',
    'address',
    'submittedBy',
    'state',
    'dueDate',
  ];
  const lists = [
    ...heads.flatMap((head) => [`sort=${head}`, `sort=-${head}`]),
    ...['drafts', 'registered', 'deciding', 'granted', 'closed'].flatMap((tab) => [
      `tab=${tab}`,
      `tab=${tab}&sort=number`,
      `tab=${tab}&sort=address`,
      `tab=${tab}&sort=dueDate`,
    ]),
    ...['service=service1', 'service=service290', 'service=nothing', 'source=mfc', 'source=employee', 'executor=me'],
    ...['number=0123456', 'number=777', 'applicant=снегов', 'applicant=ветров алла', 'applicant=никого', 'address=луг'],
    ...[
      'address=Снегова, д. 77,',
      'submittedBy=снегов глеб',
      `from=${year - 2}-03-01&to=${year - 2}-03-31&sort=-number`,
    ],
    'service=service7&applicant=волков&sort=-registeredAt',
    ...['result', 'originals'].flatMap((what) => [`handover=${what}`, `handover=${what}&sort=number`]),
    'handover=originals&tab=closed&sort=-dueDate',
  ];
  const asked = lists.map((query) => `/api/applications?limit=50&${query}`);
  const reports = [`from=${year - 1}-01-01&to=${year - 1}-12-31`, `from=${year - 1}-10-01&to=${year - 1}-12-31`];
  return [
    ...asked,
    ...['', 'address=Снегова, д. 77,', 'applicant=ветров', 'handover=result', 'handover=originals'].map(
      (query) => `/api/applications/counts?${query}`,
    ),
    ...reports.flatMap((period) => [`/api/reports/monitoring?${period}`, `/api/reports/statistics?${period}`]),
  ];
}

export async function measureRegistry(
  { rows, rounds }: Pick<BenchOptions, 'rows' | 'rounds'>,
  say: (line: string) => void,
): Promise<readonly RegistryFigure[]> {
  const ground = await prepareGround();
  try {
    await (await startFirst(ground)).stop();
    say(`Заявок в реестре: ${rows}`);
    await fillRegistry(ground.product, rows);
    const product = await startProduct(ground);
    try {
      return await askAll(product, rounds);
    } finally {
      await product.stop();
    }
  } finally {
    await ground.clear();
  }
}

async function askAll(product: Pick<Product, 'url'>, rounds: number): Promise<readonly RegistryFigure[]> {
  const client = await createClient(product.url).login('monitor');
  const figures: RegistryFigure[] = [];
  for (const question of registryQuestions(new Date().getFullYear())) {
    const times: number[] = [];
    // The first answer warms the caches and is not counted.
    for (let turn = 0; turn <= rounds; turn += 1) {
      const began = performance.now();
      const { status } = await client.get(encodeURI(question));
      if (status !== 200) throw new Error(`${question}: ${status}`);
      if (turn > 0) times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    figures.push({ question, ms: times[Math.floor(times.length / 2)] ?? 0, slowestMs: times.at(-1) ?? 0 });
  }
  return figures;
}

export function printableRegistry(figures: readonly RegistryFigure[]): string {
  const slow = figures.filter(({ ms }) => ms > 300).length;
  const lines = figures.map(({ question, ms, slowestMs }) => {
    const times = [ms, slowestMs].map((time) => time.toFixed(0).padStart(6)).join('');
    return `${times}  ${question.replace('/api/', '')}`;
  });
  return `Реестр: медиана и худшее, мс\n${lines.join('\n')}\nДольше 300 мс: ${slow} из ${figures.length}\n`;
}
