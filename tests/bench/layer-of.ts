/** One layer of a request's way: what it waits for the database and what it computes. */
export interface Layer {
  readonly name: LayerName;
  /** Messages to the database in one request, each with its answer awaited. */
  readonly roundTrips: number;
  /** Milliseconds of one request. */
  readonly databaseMs: number;
  readonly cpuMs: number;
}

export const layerTitles = {
  session: 'сеанс и права человека',
  policy: 'политика доступа',
  transaction: 'транзакция и защита строк',
  form: 'проверка анкеты, правила, действия',
  content: 'чтение и запись заявки',
  journal: 'журнал и оповещение',
  input: 'разбор и схемы запроса',
  http: 'HTTP: Koa, заголовки, ответ',
  driver: 'драйвер базы и построитель запросов',
  runtime: 'среда: сокеты, сборка мусора',
} as const;
export type LayerName = keyof typeof layerTitles;

/** Statements as the product writes them; the first that fits. What fits none is work on the application itself. */
const statements: readonly (readonly [RegExp, LayerName])[] = [
  [/\bfrom session s\b/, 'session'],
  [/"?application"?\."?organisation_id"?, "?application"?\."?department_id/, 'policy'],
  [/\bappend_event\b|\bpg_notify\b/, 'journal'],
  [/^(?:begin|commit|rollback)\b|set_config/i, 'transaction'],
];

export function layerOfStatement(sql: string): LayerName {
  return statements.find(([pattern]) => pattern.test(sql))?.[1] ?? 'content';
}

/** Files of the product and of its packages; the first that fits. Code without a file is Node's own. */
const places: readonly (readonly [RegExp, LayerName])[] = [
  [/\/core\/src\/session\//, 'session'],
  [/\/core\/src\/access\//, 'policy'],
  [
    /\/core\/src\/(?:form|rule|calendar|identifier|applicant)\/|\/application\/(?:workflow|availability|facts|effect|case-context|content)/,
    'form',
  ],
  [/\/re2js\//, 'form'],
  [/\/core\/src\/(?:journal|events)\//, 'journal'],
  [/\/core\/src\/(?:json-body|validation)\.ts|\/ajv(?:-formats)?\//, 'input'],
  [/\/core\/src\/(?:application|decision|file|received-document|definition)\//, 'content'],
  [/\/core\/src\/db\.ts|\/node_modules\/(?:pg|pg-[a-z]+|knex|tarn|postgres-[a-z]+)\//, 'driver'],
  [/\/core\/src\/|\/node_modules\//, 'http'],
];

export function layerOfFile(url: string): LayerName {
  return places.find(([pattern]) => pattern.test(url))?.[1] ?? 'runtime';
}
