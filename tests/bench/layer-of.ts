/** One layer of a request's way: what the database and the server compute for it. */
export interface Layer {
  readonly name: LayerName;
  /** Statements that PostgreSQL carries out for one request. */
  readonly statements: number;
  /** Milliseconds of one request: of the statements, as PostgreSQL itself has timed them, and of the server's processor. */
  readonly databaseMs: number;
  readonly cpuMs: number;
}

/** The whole of one request, one after another. */
export interface Layers {
  readonly layers: readonly Layer[];
  /** Messages to the database, each with its answer awaited. */
  readonly messages: number;
  /** Milliseconds between a message and its answer: the statements, the commit, and the way there and back. */
  readonly waitMs: number;
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
  background: 'фоновые задания',
} as const;
export type LayerName = keyof typeof layerTitles;

/** By the name of a prepared statement, else by its text; the first that fits. What fits none is the application itself. */
const statements: readonly (readonly [RegExp, LayerName])[] = [
  [/^(?:session|session_as_known|token): |\bfrom session s\b/, 'session'],
  [/^place(?:_of_file)?: /, 'policy'],
  [/^(?:append_event|announce)|\bappend_event\(|\bpg_notify\(/, 'journal'],
  [/^(?:open_bodies|enter_role): |^[^:]*: (?:begin|commit|rollback)\b/i, 'transaction'],
  // An application's history asks the outbox whether its requests have started.
  [/"requestsAnswered"/, 'content'],
  [/pgboss|outbox|webhook|access_log|clock_job|pg_stat_file|\blisten\b/i, 'background'],
];

/** `session: select …`, as the log of PostgreSQL has it. */
export function layerOfStatement(logged: string): LayerName {
  return statements.find(([pattern]) => pattern.test(logged))?.[1] ?? 'content';
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
  [/\/core\/src\/(?:jobs\.ts|outbox\/|webhook\/)|\/pg-boss\//, 'background'],
  [/\/core\/src\/(?:journal|events)\//, 'journal'],
  [/\/core\/src\/(?:json-body|validation)\.ts|\/ajv(?:-formats)?\//, 'input'],
  [/\/core\/src\/(?:application|decision|file|received-document|definition)\//, 'content'],
  [/\/core\/src\/db(?:-[a-z]+)?\.ts|\/node_modules\/(?:pg|pg-[a-z]+|knex|tarn|postgres-[a-z]+)\//, 'driver'],
  [/\/core\/src\/|\/node_modules\//, 'http'],
];

export function layerOfFile(url: string): LayerName {
  return places.find(([pattern]) => pattern.test(url))?.[1] ?? 'runtime';
}
