import { createClient } from '../support/http-client.ts';
import { type Ground, type Product, prepareGround, startFirst, startProduct } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { fillRegistry } from './registry-rows.ts';

/** One question that a registry or a report is asked. */
export interface RegistryFigure {
  readonly question: string;
  /** Of the whole answer over HTTP, the median of the rounds. */
  readonly ms: number;
  readonly slowestMs: number;
}

const heads = [
  ...['listedAt', 'registeredAt', 'number', 'service', 'applicant', 'address', 'submittedBy', 'state', 'dueDate'],
] as const;

/** What the screens ask: orders of each head both ways, tabs, filters, searches, pages far inside, counts, reports. */
function registryQuestions(year: number): readonly string[] {
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

const tabs = ['mine', 'drafts', 'registered', 'deciding', 'approving', 'granted', 'refused', 'closed'];

/** Every order both ways, in every tab and beside every filter, from the beginning and from the middle of all cases. */
function orderQuestions(middle: string): readonly string[] {
  const narrowed = [
    '',
    ...tabs.map((tab) => `tab=${tab}`),
    ...['service=service1', 'service=service290', 'service=nothing', 'source=mfc', 'executor=me', 'state=draft'],
    ...['number=777', 'applicant=снегов', 'applicant=никого', 'address=луг', 'submittedBy=снегов глеб'],
    ...['handover=result', 'handover=originals', 'waiting=all', 'tab=deciding&service=service290'],
    `from=${new Date().getFullYear() - 2}-03-01&to=${new Date().getFullYear() - 2}-03-31`,
  ];
  const orders = heads.flatMap((head) => [head, `-${head}`]);
  return orders.flatMap((order) =>
    narrowed.flatMap((one) =>
      ['', `&at=${middle}`].map((at) => `/api/applications?limit=50&sort=${order}&${one}${at}`),
    ),
  );
}

/** Who looks decides what they see, and with it what there is to walk: all of the body, or one's own. */
const lookers = ['monitor', 'registrar', 'executor'] as const;

/** Every order beside everything that narrows a list; in the question there stands who asked. */
export async function measureOrders(
  options: Pick<BenchOptions, 'rows' | 'rounds' | 'keep'>,
  say: (line: string) => void,
): Promise<readonly RegistryFigure[]> {
  return overRegistry(options, say, async (product, ground) => {
    const { rows } = await ground.product.execute(
      'select id from application where number is not null order by listed_at offset $1 limit 1',
      [Math.floor(options.rows / 2)],
    );
    const questions = orderQuestions((rows as { id: string }[])[0]?.id ?? '');
    const figures: RegistryFigure[] = [];
    for (const login of lookers) {
      say(`Порядки и отборы, спрашивает ${login}: ${questions.length}`);
      const found = await askAll(product, { login, questions, rounds: options.rounds });
      figures.push(...found.map((one) => ({ ...one, question: `${login}: ${one.question}` })));
    }
    return figures;
  });
}

export async function measureRegistry(
  options: Pick<BenchOptions, 'rows' | 'rounds' | 'keep'>,
  say: (line: string) => void,
): Promise<readonly RegistryFigure[]> {
  const questions = registryQuestions(new Date().getFullYear());
  return overRegistry(options, say, (product) =>
    askAll(product, { login: 'monitor', questions, rounds: options.rounds }),
  );
}

export async function overRegistry<Found>(
  { rows, keep }: Pick<BenchOptions, 'rows' | 'keep'>,
  say: (line: string) => void,
  ask: (product: Product, ground: Ground) => Promise<Found>,
): Promise<Found> {
  const ground = await prepareGround({ keep });
  try {
    await (await startFirst(ground)).stop();
    const { rows: counted } = await ground.product.execute('select count(*)::int as there from application');
    const [{ there }] = counted as [{ there: number }];
    say(`Заявок в реестре: ${there < rows ? rows : `${there}, заполнен раньше`}`);
    if (there < rows) await fillRegistry(ground.product, rows);
    const product = await startProduct(ground);
    try {
      return await ask(product, ground);
    } finally {
      await product.stop();
    }
  } finally {
    await ground.clear();
  }
}

interface Asking {
  readonly login: string;
  readonly questions: readonly string[];
  readonly rounds: number;
}

async function askAll(
  product: Pick<Product, 'url'>,
  { login, questions, rounds }: Asking,
): Promise<readonly RegistryFigure[]> {
  const client = await createClient(product.url).login(login);
  const figures: RegistryFigure[] = [];
  for (const question of questions) {
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

/** The slowest of many. */
export function printableOrders(figures: readonly RegistryFigure[]): string {
  const slowest = figures.toSorted((one, other) => other.ms - one.ms).slice(0, 40);
  return `${printableRegistry(slowest)}Всего вопросов: ${figures.length}\n`;
}

export function printableRegistry(figures: readonly RegistryFigure[]): string {
  const slow = figures.filter(({ ms }) => ms > 300).length;
  const lines = figures.map(({ question, ms, slowestMs }) => {
    const times = [ms, slowestMs].map((time) => time.toFixed(0).padStart(6)).join('');
    return `${times}  ${question.replace('/api/', '')}`;
  });
  return `Реестр: медиана и худшее, мс\n${lines.join('\n')}\nДольше 300 мс: ${slow} из ${figures.length}\n`;
}
