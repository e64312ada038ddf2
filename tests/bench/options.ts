import { parseArgs } from 'node:util';

const benchParts = ['product', 'smev3', 'registry', 'orders', 'screens', 'pages', 'walk'] as const;
type BenchPart = (typeof benchParts)[number];

export interface BenchOptions {
  /** Applications that lie in the database before the load begins. */
  readonly rows: number;
  /** How long one round of one side lasts. */
  readonly seconds: number;
  /** Numbers of connections, each measured by itself. */
  readonly connections: readonly number[];
  /** Rounds of each side, one after another: product, floor, product, floor. */
  readonly rounds: number;
  /** What is measured: the product against the floor, the messages of СМЭВ, the registry and reports over many applications, every order of it beside every filter, the screens in a browser. */
  readonly parts: readonly BenchPart[];
  /** Messages of СМЭВ that go through one process while its memory is looked at. */
  readonly messages: number;
  /** How many times a list and a card are opened in the browser. */
  readonly pageRounds: number;
  /** How many times the same walk goes over the screens while the memory of the page is looked at. */
  readonly passes: number;
  /** Over how many minutes those walks are spread, as a clerk works; at once without it. */
  readonly minutes: number;
  /** The folder in which a filled registry stays, and is found by the next run; otherwise it is made anew and removed. */
  readonly keep?: string;
  /** Where the figures go as JSON. */
  readonly json?: string;
  /** Where CPU profiles of the product go, one for each workload. */
  readonly profiles?: string;
}

export const usage = `npm run bench -- [параметры]
  --rows 200000          сколько заявок лежит в базе
  --seconds 3            сколько длится один замер одной стороны
  --rounds 3             сколько раз стороны сменяют друг друга
  --connections 1,8,32   сколько соединений одновременно
  --part product,smev3   что мерить: продукт против «пола», сообщения СМЭВ против голой криптографии;
                         registry – списки и отчёты, обычно с --rows 1000000;
                         orders – каждый порядок списка в каждой вкладке и с каждым отбором, самые долгие;
                         screens – редактор большой услуги и большая форма в браузере;
                         pages – первая загрузка, список с отбором и карточка в браузере, обычно с --rows 1000000;
                         walk – память страницы, по экранам которой ходят --passes раз
  --page-rounds 20       сколько раз открыть список и карточку в браузере, после пятнадцати первых, о которых говорится отдельно
  --passes 200           сколько проходов по экранам
  --minutes 120          на сколько минут разложить проходы, как работает человек; без него – подряд
  --messages 20000       сколько сообщений СМЭВ проходит через один процесс, пока смотрят на его память
  --keep папка           оставить заполненный реестр в этой папке и взять его оттуда в следующий раз (registry, orders, pages, walk)
  --json файл            записать цифры и в файл
  --profiles папка       записать профили процессора (.cpuprofile), по одному на вид работы
`;

/** What is wrong with the call; the message is for the person at the console. */
export class WrongCall extends Error {}

export function readOptions(args: readonly string[]): BenchOptions {
  const { rows, seconds, rounds, connections, part, messages, passes, minutes, ...more } = parse(args);
  return {
    rows: positive('rows', rows, { least: 100, whole: true }),
    seconds: positive('seconds', seconds, { least: 0.05, whole: false }),
    rounds: positive('rounds', rounds, { least: 1, whole: true }),
    connections: connections.split(',').map((text) => positive('connections', text, { least: 1, whole: true })),
    parts: part.split(',').map(partOf),
    messages: positive('messages', messages, { least: 10, whole: true }),
    passes: positive('passes', passes, { least: 4, whole: true }),
    minutes: positive('minutes', minutes, { least: 0, whole: false }),
    pageRounds: positive('page-rounds', more['page-rounds'], { least: 1, whole: true }),
    ...placesOf(more),
  };
}

type Places = 'keep' | 'json' | 'profiles';

function placesOf({ keep, json, profiles }: Pick<ReturnType<typeof parse>, Places>): Pick<BenchOptions, Places> {
  return {
    ...(keep === undefined ? {} : { keep }),
    ...(json === undefined ? {} : { json }),
    ...(profiles === undefined ? {} : { profiles }),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rows: { type: 'string', default: '200000' },
        seconds: { type: 'string', default: '3' },
        rounds: { type: 'string', default: '3' },
        connections: { type: 'string', default: '1,8,32' },
        part: { type: 'string', default: 'product,smev3' },
        messages: { type: 'string', default: '20000' },
        passes: { type: 'string', default: '200' },
        minutes: { type: 'string', default: '0' },
        'page-rounds': { type: 'string', default: '20' },
        keep: { type: 'string' },
        json: { type: 'string' },
        profiles: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new WrongCall(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

function partOf(name: string): BenchPart {
  const part = benchParts.find((one) => one === name);
  if (part) return part;
  throw new WrongCall(`--part «${name}»: есть ${benchParts.join(', ')}.\n\n${usage}`);
}

function positive(name: string, text: string, { least, whole }: { least: number; whole: boolean }): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value < 1e9 && (!whole || Number.isInteger(value))) return value;
  throw new WrongCall(`--${name} «${text}»: укажите ${whole ? 'целое ' : ''}число не меньше ${least}.\n\n${usage}`);
}
