import { type Graph, type Import, runtimeClosure, startClosure } from './import-graph.ts';

type Zone =
  | 'format'
  | 'sdk'
  | 'gost'
  | 'xml'
  | 'pluginList'
  | 'plugin'
  | 'core'
  | 'runtime-ui'
  | 'admin-ui'
  | 'tests'
  | 'run'
  | 'config';

/** The map of core/docs and the README: who may import whom. `config` files of tools import only packages. */
const MAY_IMPORT = {
  format: ['format'],
  sdk: ['sdk', 'format'],
  gost: ['gost'],
  xml: ['xml', 'sdk', 'format'],
  pluginList: ['plugin', 'sdk', 'format'],
  plugin: ['sdk', 'format', 'gost', 'xml'],
  core: ['core', 'format', 'sdk'],
  'runtime-ui': ['runtime-ui'],
  'admin-ui': ['admin-ui'],
  tests: ['tests', 'core', 'format', 'sdk', 'gost', 'xml', 'pluginList', 'plugin', 'runtime-ui', 'admin-ui', 'run'],
  run: ['run'],
  config: [],
} as const satisfies Record<Zone, readonly Zone[]>;

/** What stands open beside the map. */
const DOORS: Partial<Record<Zone, readonly string[]>> = {
  'runtime-ui': ['core/src/rules.ts', 'core/src/api.ts', 'service-definitions/format/index.ts'],
  'admin-ui': [
    'core/src/rules.ts',
    'core/src/api.ts',
    'service-definitions/format/index.ts',
    'runtime-ui/src/file-view/paper-window.tsx',
    'runtime-ui/src/form/index.ts',
    'runtime-ui/src/ui/index.ts',
    'runtime-ui/src/client.ts',
  ],
  config: [
    'runtime-ui/texts/plugin.ts',
    'runtime-ui/pdf/plugin.ts',
    'runtime-ui/lean/plugin.ts',
    'admin-ui/ahead/plugin.ts',
  ],
};

/** The other side of СМЭВ would find a message right that both sides make wrong in the same way. */
const OTHER_SIDE = /^plugins\/smev3\/emulator\/(?!.*\.test\.ts$)/;
const CLIENT = /^plugins\/(?:smev3\/(?:envelope|exchange|transform|xml-signature)|xml(?!\/information-type))\//;

const LIST_READERS = /^core\/src\/(?:main|cli)\.ts$/;

function zoneOf(path: string): Zone {
  if (/^run(?:\.mjs$|\/)/.test(path)) return 'run';
  if (/^(?:[^/]+\/)?vite(?:st)?\.config\.ts$/.test(path)) return 'config';
  if (path.startsWith('service-definitions/format/')) return 'format';
  if (path.startsWith('plugins/sdk/')) return 'sdk';
  if (path.startsWith('plugins/gost/')) return 'gost';
  if (path.startsWith('plugins/xml/')) return 'xml';
  if (/^plugins\/[^/]+$/.test(path)) return 'pluginList';
  if (path.startsWith('plugins/')) return 'plugin';
  const first = path.split('/')[0] ?? '';
  if (first === 'core' || first === 'runtime-ui' || first === 'admin-ui' || first === 'tests') return first;
  throw new Error(`${path}: папка ${first} не внесена в карту направлений (tests/repo/directions.ts)`);
}

/** Imports against the direction, each in words. */
export function findWrongDirections(graph: Graph): string[] {
  return everyImport(graph, (path, { target }) => {
    if (!target) return undefined;
    if (!graph.has(target)) return /\.(?:tsx?|mjs)$/.test(target) ? 'файла нет' : undefined;
    const [from, to] = [zoneOf(path), zoneOf(target)];
    if (OTHER_SIDE.test(path) && CLIENT.test(target)) return 'другая сторона не берёт кода клиента: иначе ошибутся обе';
    if (from === 'plugin' && path.split('/')[1] === target.split('/')[1]) return undefined;
    if (to === 'pluginList' && from === 'core') {
      return LIST_READERS.test(path) ? undefined : 'список модулей читают только main.ts и cli.ts';
    }
    if ((MAY_IMPORT[from] as readonly Zone[]).includes(to) || DOORS[from]?.includes(target)) return undefined;
    return `${from} не может зависеть от ${to}`;
  });
}

const KOA_PLACES = [/^core\/src\/(?:app|http)\.ts$/, /^core\/src\/session\//, /^core\/src\/.+\/routes\.ts$/];
const SQL_PLACES = [
  /^core\/src\/(?:db|db-batch|db-listener|db-patience|db-pool|jobs)\.ts$/,
  /^core\/src\/.+\.model\.ts$/,
  /^core\/src\/.+\/(?:queries|rows)\.ts$/,
  /^core\/migrations\//,
  // Makes the empty database before there is anything to open.
  /^core\/src\/database\/embedded-postgres\.ts$/,
];

/** Packages that only certain files may touch; tests look from outside and may use the database's client. */
const KEPT_PACKAGES = [
  { packages: /^(?:koa|@koa\/.+|koa-.+)$/, places: KOA_PLACES },
  { packages: /^(?:knex|objection|pg|pg-copy-streams)$/, places: [...SQL_PLACES, /^tests\//] },
  { packages: /^pg-boss$/, places: [/^core\/src\/jobs\.ts$/, /^core\/migrations\/migrate\.ts$/] },
  { packages: /^@aws-sdk\//, places: [/^core\/src\/bucket\.ts$/] },
  { packages: /^@rjsf\//, places: [/^runtime-ui\/src\/form\//] },
] as const;

export function findStrayPackages(graph: Graph): string[] {
  return everyImport(graph, (path, { specifier, target, typeOnly }) => {
    if (zoneOf(path) === 'run' && !target && !specifier.startsWith('node:'))
      return 'run.mjs работает до установки пакетов';
    const rule = KEPT_PACKAGES.find(({ packages }) => packages.test(specifier));
    // A type of Koa in a handler's signature binds nothing.
    if (!rule || typeOnly || rule.places.some((place) => place.test(path))) return undefined;
    return 'этот пакет здесь не используют';
  });
}

/** Large, and needed only by what few processes come to: each is read where it is first used (ADR 113). */
const READ_LATER =
  /^(?:docx|@myriaddreamin\/.+|undici|objection|nodemailer.*|openid-client|jose|basic-ftp|pkijs|asn1js|@noble\/.+|@aws-sdk\/.+|oidc-provider|smtp-server)$/;
const MIGRATION = /^core\/migrations\/\d/;

/** What makes every start of the server longer, by name. */
export function findHeavyStart(graph: Graph): string[] {
  return [...startClosure(graph, 'core/src/main.ts')].flatMap((path) =>
    (graph.get(path) ?? [])
      .filter(({ specifier, target, typeOnly, later }) =>
        typeOnly || later ? false : READ_LATER.test(specifier) || MIGRATION.test(target ?? ''),
      )
      .map(({ specifier }) => `${path} → ${specifier}: большое читают через import(…), когда оно понадобилось`),
  );
}

/** Queries are written only where SQL may stand, though a transaction is handed through everywhere. */
export function findStraySql(files: readonly { path: string; text: string }[]): string[] {
  const query = /\btrx(?:<[^>]*>)?\(\s*['"`{]|\b(?:trx|knex)\.(?:raw|select|from|insert|with)\(/;
  return files
    .filter(
      ({ path, text }) => path.startsWith('core/') && !SQL_PLACES.some((place) => place.test(path)) && query.test(text),
    )
    .map(({ path }) => `${path}: запросы к базе пишут только в db.ts, jobs.ts, *.model.ts, queries.ts, rows.ts`);
}

/** Packages that run in a browser as well and touch nothing outside. */
const PURE_PACKAGES = /^(?:re2js|ajv|ajv\/.+|ajv-formats|@cfworker\/json-schema)$/;

/** What stands behind the browser's doors decides and does nothing else: no Node, no server packages, no clock, no chance. */
export function findImpure(graph: Graph, files: ReadonlyMap<string, string>, entries: readonly string[]): string[] {
  const problems = new Set<string>();
  for (const path of entries.flatMap((entry) => [...runtimeClosure(graph, entry)])) {
    for (const { specifier, target, typeOnly } of graph.get(path) ?? []) {
      if (!target && !typeOnly && !PURE_PACKAGES.test(specifier))
        problems.add(`${path} → ${specifier}: файл должен быть чистым`);
    }
    const clock = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.exec(files.get(path) ?? '')?.[0];
    if (clock) problems.add(`${path}: ${clock} – время и случайность передают аргументами`);
  }
  return [...problems];
}

/** What reaches the world outside of the process. */
const OUTSIDE =
  /^(?:knex|objection|pg|pg-copy-streams|pg-boss|@aws-sdk\/.+|koa|@koa\/.+|node:(?:fs|fs\/promises|http|https|net|child_process|worker_threads))$/;

/** Only computes, whatever it computes with. */
function isHarmless(graph: Graph, path: string): boolean {
  const imports = [...runtimeClosure(graph, path)].flatMap((file) => graph.get(file) ?? []);
  return !imports.some(({ specifier, typeOnly }) => !typeOnly && OUTSIDE.test(specifier));
}

const CONCEPT = /^core\/src\/([^/]+)\//;
const CONCEPT_DOOR = /\/(?:commands|queries|schemas)\.ts$/;
/** A document is made from data alone; the disk is touched only for the fonts that come with the program. */
const RENDERERS = /^core\/src\/document\/render-(?:pdf|docx)\.ts$/;

/** One concept uses another through its commands, queries and schemas, through files that only compute and through types. */
export function findSideDoors(graph: Graph): string[] {
  return everyImport(graph, (path, { target, typeOnly }) => {
    const [, from] = CONCEPT.exec(path) ?? [];
    const [, to] = CONCEPT.exec(target ?? '') ?? [];
    if (!from || !to || !target || from === to || typeOnly) return undefined;
    if (CONCEPT_DOOR.test(target) || RENDERERS.test(target) || isHarmless(graph, target)) return undefined;
    return `из ${from} в ${to} ходят через commands.ts, queries.ts или чистые файлы`;
  });
}

function everyImport(graph: Graph, judge: (path: string, item: Import) => string | undefined): string[] {
  const problems: string[] = [];
  for (const [path, imports] of graph) {
    for (const item of imports) {
      const problem = judge(path, item);
      if (problem) problems.push(`${path} → ${item.target ?? item.specifier}: ${problem}`);
    }
  }
  return problems;
}
