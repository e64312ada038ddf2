import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plugins } from '../plugins/index.ts';
import { findSilentWords } from './repo/definition-words.ts';
import {
  findHeavyStart,
  findImpure,
  findSideDoors,
  findStrayPackages,
  findStraySql,
  findWrongDirections,
} from './repo/directions.ts';
import { findUnedited } from './repo/format-editors.ts';
import { buildGraph, findCycles } from './repo/import-graph.ts';
import { findStaleManualRows } from './repo/manuals.ts';
import { findMissaid, findUnsaid } from './repo/server-texts.ts';
import { findMigrationProblems, findPackageProblems, findShapeProblems } from './repo/shape.ts';
import { readDoors, readSources, type SourceFile } from './repo/source-tree.ts';
import { findBehind, findMistranslated } from './repo/texts.ts';

const root = join(import.meta.dirname, '..');
const BROWSER_DOORS = ['core/src/rules.ts', 'core/src/api.ts'];

describe('этот репозиторий', () => {
  const files = readSources(root);
  const graph = buildGraph(files, readDoors(root));
  const texts = new Map(files.map(({ path, text }) => [path, text]));

  test('прочитан целиком', () => {
    for (const path of ['core/src/main.ts', 'runtime-ui/src/main.tsx', 'run.mjs', ...BROWSER_DOORS]) {
      expect(graph.get(path), path).toBeDefined();
    }
    expect(graph.get('core/src/main.ts')?.filter(({ target }) => target).length).toBeGreaterThan(3);
  });
  test('зависимости идут в одну сторону', () => expect(findWrongDirections(graph)).toEqual([]));
  test('циклов нет', () => expect(findCycles(graph)).toEqual([]));
  test('Koa, SQL и очередь – только на своих местах', () => {
    expect([...findStrayPackages(graph), ...findStraySql(files)]).toEqual([]);
  });
  test('общее с браузером чисто', () => expect(findImpure(graph, texts, BROWSER_DOORS)).toEqual([]));
  test('понятия ходят друг к другу через двери', () => expect(findSideDoors(graph)).toEqual([]));
  test('запуск не читает большого, что нужно не всем', () => expect(findHeavyStart(graph)).toEqual([]));
  test('файлы малы, имена говорят', () => expect(files.flatMap(findShapeProblems)).toEqual([]));
  test('миграции пронумерованы и обратимы', () => expect(findMigrationProblems(files)).toEqual([]));
  test('версии точны, реестр не назван', () => {
    const { workspaces }: { workspaces: string[] } = JSON.parse(read('package.json'));
    const manifests = ['package.json', ...workspaces.map((folder) => `${folder}/package.json`)];
    // Our own packages are versioned together.
    expect(
      findPackageProblems(
        read('package-lock.json'),
        manifests.map((path) => ({ path, text: read(path) })),
      ),
    ).toEqual([]);
  });
  test('список модулей равен папкам', () => {
    const folders = readdirSync(join(root, 'plugins'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['sdk', 'gost', 'xml', 'node_modules'].includes(entry.name))
      .map(({ name }) => name);
    expect(plugins.map(({ id }) => id).sort()).toEqual(folders.sort());
  });
  test('тексты интерфейсов – и по-английски', () => {
    const english: Record<string, string> = JSON.parse(read('runtime-ui/src/locale/en.json'));
    expect(findMistranslated(files, english)).toEqual([]);
    expect(findBehind(files, english)).toEqual([]);
  }, 180_000);
  test('что говорит сервер – и по-английски', () => {
    const catalogues = ['core/src', 'core/src/*', 'plugins/*']
      .flatMap((folder) => globSync(`${folder}/en.json`, { cwd: root }))
      .map((path) => ({ path, words: JSON.parse(read(path)) }));
    expect(findUnsaid(files, catalogues)).toEqual([]);
    expect(findMissaid(catalogues)).toEqual([]);
  }, 180_000);
  test('слова поставляемых определений – и по-английски', () => {
    const shipped = readdirSync(join(root, 'service-definitions'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(?:services|workflows|request-types|dictionaries|workplaces)\/.*\.json$/.test(path))
      .map((path) => ({ path, text: read(`service-definitions/${path}`) }));
    expect(shipped.length).toBeGreaterThan(20);
    expect(findSilentWords(shipped, read('service-definitions/words.en.tsv'))).toEqual([]);
  });
  test('что можно сказать в определении, правится без JSON', () => expect(findUnedited(files)).toEqual([]));
  test('у абзацев руководств есть названные экраны и проверки', () => {
    const router = read('runtime-ui/src/router.tsx');
    expect(findStaleManualRows(read('runtime-ui/README.md'), router, files)).toEqual([]);
  });
  test('решения пронумерованы подряд', () => {
    const numbers = readdirSync(join(root, 'core/docs/adr')).map((name) =>
      Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  });
});

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('проверки замечают нарушения', () => {
  const doors = new Map([['@reglament/core/rules', 'core/src/rules.ts']]);
  const graphOf = (files: Record<string, string>) => buildGraph(sources(files), doors);
  const sources = (files: Record<string, string>): SourceFile[] =>
    Object.entries(files).map(([path, text]) => ({ path, text }));

  test('таблица руководств называет то, чего нет', () => {
    const tests = sources({ 'tests/api/a.test.ts': "test('вход по паролю', () => 0);" });
    const row = (screen: string, test: string) =>
      findStaleManualRows(`| 2.1 | вход | ${screen} | ${test} |`, "path: '/login'", tests);
    expect(row('`/login`', '`api/a.test.ts` «вход по»')).toEqual([]);
    expect(row('нет', '')).toHaveLength(2);
    expect(row('`/logon`', '`api/a.test.ts`')).toEqual(['2.1: нет экрана `/logon`']);
    expect(row('`/login`', '`api/a.test.ts` «выход»')).toHaveLength(1);
    expect(row('`/login`', '`api/b.test.ts`')).toHaveLength(1);
    expect(findStaleManualRows('', '', [])).toHaveLength(1);
  });

  test.each([
    ['core/src/a.ts', `import { x } from '../../runtime-ui/src/x.ts';`, 'runtime-ui/src/x.ts'],
    ['runtime-ui/src/a.ts', `import type { X } from '../../core/src/x.ts';`, 'core/src/x.ts'],
    ['service-definitions/format/index.ts', `export * from '../../core/src/x.ts';`, 'core/src/x.ts'],
    ['plugins/gost/index.ts', `export * from '../sdk/src/index.ts';`, 'plugins/sdk/src/index.ts'],
    ['plugins/esia/index.ts', `import {\n  x,\n} from '../smev3/x.ts';`, 'plugins/smev3/x.ts'],
    ['plugins/smev3/emulator/a.ts', `import { x } from '../transform/x.ts';`, 'plugins/smev3/transform/x.ts'],
    ['plugins/smev3/emulator/a.ts', `import { x } from '../../xml/index.ts';`, 'plugins/xml/index.ts'],
    ['core/src/app.ts', `import '../../plugins/index.ts';`, 'plugins/index.ts'],
    ['core/src/a.ts', ['const x = await import(', `'../../tests/x.ts');`].join(''), 'tests/x.ts'],
  ])('%s: %s', (path, text, target) => {
    expect(findWrongDirections(graphOf({ [path]: text, [target]: '' }))).toHaveLength(1);
  });
  test('разрешённое не мешает', () => {
    const graph = graphOf({
      'runtime-ui/src/a.ts': `import { evaluate } from '@reglament/core/rules';`,
      'core/src/rules.ts': '',
      'core/src/main.ts': `import { plugins } from '../../plugins/index.ts';`,
      'plugins/index.ts': '',
    });
    expect(findWrongDirections(graph)).toEqual([]);
  });
  test('опечатка в пути', () => {
    expect(findWrongDirections(graphOf({ 'core/src/a.ts': `import './nowhere.ts';` }))).toHaveLength(1);
  });
  test('цикл из трёх файлов найден один раз', () => {
    const graph = graphOf({
      'core/a.ts': `import './b.ts';`,
      'core/b.ts': `import { c } from './c.ts';`,
      'core/c.ts': `export { a } from './a.ts';`,
      'core/d.ts': `import './a.ts';`,
    });
    expect(findCycles(graph)).toEqual([['core/a.ts', 'core/b.ts', 'core/c.ts', 'core/a.ts']]);
  });
  test.each([
    ['core/src/decision/commands.ts', `import Koa from 'koa';`],
    ['core/src/decision/commands.ts', `import knex from 'knex';`],
    ['core/src/decision/commands.ts', `import { PgBoss } from 'pg-boss';`],
    ['runtime-ui/src/card/card.tsx', `import Form from '@rjsf/core';`],
    ['run/lock.mjs', `import lock from 'proper-lockfile';`],
  ])('чужой пакет: %s %s', (path, text) => expect(findStrayPackages(graphOf({ [path]: text }))).toHaveLength(1));
  test('пакеты на своих местах и типы не мешают', () => {
    const graph = graphOf({
      'core/src/decision/routes.ts': `import Router from '@koa/router';`,
      'core/src/decision/rows.ts': `import { knex } from 'knex';`,
      'core/src/deps.ts': `import { type Context } from 'koa';`,
      'run/lock.mjs': `import { join } from 'node:path';`,
    });
    expect(findStrayPackages(graph)).toEqual([]);
  });
  test('большое при запуске: сразу – нет, потом и типом – да', () => {
    const start = (text: string) =>
      findHeavyStart(graphOf({ 'core/src/main.ts': `import './paper.ts';`, 'core/src/paper.ts': text }));
    expect(start(`import { Packer } from 'docx';`)).toHaveLength(1);
    expect(start(`import type { Packer } from 'docx';\nawait import('docx');`)).toEqual([]);
  });
  test('запрос вне своего места', () => {
    const text = `await trx('application').where({ id });`;
    expect(findStraySql(sources({ 'core/src/decision/commands.ts': text }))).toHaveLength(1);
    expect(findStraySql(sources({ 'core/src/decision/rows.ts': text }))).toEqual([]);
    expect(findStraySql(sources({ 'core/src/decision/commands.ts': 'await insertDecision(trx, row);' }))).toEqual([]);
  });
  test.each([
    [`import { readFile } from 'node:fs';`],
    [`import knex from 'knex';`],
    ['export const today = () => new Date();'],
    ['export const dice = () => Math.random();'],
  ])('нечистое за дверью браузера: %s', (text) => {
    const files = { 'core/src/rules.ts': `export { x } from './rule/x.ts';`, 'core/src/rule/x.ts': text };
    const problems = findImpure(graphOf(files), new Map(Object.entries(files)), ['core/src/rules.ts']);
    expect(problems).toHaveLength(1);
  });
  test('мимо двери понятия', () => {
    const text = ['rows', 'queries', 'name', 'disk']
      .map((name) => `import { x } from '../file/${name}.ts';\n`)
      .join('');
    const graph = graphOf({
      'core/src/decision/commands.ts': text,
      'core/src/file/rows.ts': `import { db } from './disk.ts';`,
      'core/src/file/queries.ts': `import knex from 'knex';`,
      'core/src/file/name.ts': `import { createHash } from 'node:crypto';`,
      'core/src/file/disk.ts': `import { readFile } from 'node:fs/promises';`,
    });
    expect(findSideDoors(graph)).toHaveLength(2);
  });
  test.each([
    ['core/src/long.ts', 'x;\n'.repeat(301)],
    ['core/src/utils/text.ts', ''],
    ['core/src/helpers.ts', ''],
    ['core/src/NewThing.ts', ''],
    ['core/src/file/index.ts', ''],
    ['core/src/a.ts', 'export default 1;'],
    ['core/src/a.ts', ['const port = process', 'env.PORT;'].join('.')],
    ['core/src/a.ts', ['const token = Math', 'random();'].join('.')],
  ])('облик файла: %s', (path, text) => expect(findShapeProblems({ path, text })).toHaveLength(1));
  test('миграция с пропуском и без пути назад', () => {
    const both = 'export async function up() {}\nexport async function down() {}\n';
    const good = sources({ 'core/migrations/001_a.ts': both, 'core/migrations/002_b.ts': both });
    expect(findMigrationProblems(good)).toEqual([]);
    expect(
      findMigrationProblems(sources({ 'core/migrations/001_a.ts': both, 'core/migrations/003_b.ts': both })),
    ).toHaveLength(1);
    expect(findMigrationProblems(sources({ 'core/migrations/001_a.ts': 'export const up = 1;' }))).toHaveLength(1);
    expect(findMigrationProblems([])).toHaveLength(1);
  });
  test('текст без английского, лишний английский, потерянное значение, русское в переводе', () => {
    const text = `export const a = \`Всего \${n}\`; export const b = ['Да', 'Нет'];`;
    const files = sources({ 'runtime-ui/src/a.ts': text, 'runtime-ui/src/a.test.ts': 'const a = "Иное";' });
    const good = { 'Всего {0}': '{0} in all', Да: 'Yes', Нет: 'No' };
    expect([...findBehind(files, good), ...findMistranslated(files, good)]).toEqual([]);
    expect(findMistranslated(files, { ...good, 'Всего {0}': 'all' })).toHaveLength(1);
    expect(findMistranslated(files, { ...good, Да: 'Да' })).toHaveLength(1);
    expect(findBehind(files, { ...good, Лишнее: 'More' })).toEqual([expect.stringContaining('Лишнее')]);
    expect(findBehind(files, { Да: 'Yes', 'Всего {0}': '{0} in all' })).toEqual([expect.stringContaining('Нет')]);
  });
  test('отказ сервера без английского, чужой и лишний английский', () => {
    const text = `throw new Refusal('notFound', \`Заявки \${n} нет\`);\nroute({ summary: 'Заявки' });`;
    const files = sources({
      'core/src/a/x.ts': text,
      'core/src/a/cli.ts': "const a = 'Иное';",
      'plugins/b/c.ts': text,
    });
    const words = { 'Заявки {0} нет': 'No application {0}' };
    const both = [
      { path: 'core/src/a/en.json', words },
      { path: 'plugins/b/en.json', words },
    ];
    expect([...findUnsaid(files, both), ...findMissaid(both)]).toEqual([]);
    expect(findUnsaid(files, both.slice(0, 1))).toEqual([expect.stringContaining('добавьте в plugins/b/en.json')]);
    expect(findUnsaid([], both)).toHaveLength(2);
    const wrong = { 'Заявки {0} нет': 'No', Да: 'Да', А: 'A' };
    expect(findMissaid([{ path: 'core/src/a/en.json', words: wrong }])).toHaveLength(4);
    expect(findMissaid([...both, { path: 'core/src/en.json', words }])).toHaveLength(1);
  });
  test('слово определения без английского и русское вместо английского', () => {
    const text =
      '{"title": "Услуга", "states": [{"title": "Новая"}, {"title": {"ru": "Иная", "en": "Other"}}], "code": "Код"}';
    const shipped = [{ path: 'a.json', text }];
    expect(findSilentWords(shipped, 'Услуга\tService\nНовая\tNew\n')).toEqual([]);
    expect(findSilentWords(shipped, 'Услуга\tService\n')).toEqual([expect.stringContaining('Новая')]);
    expect(findSilentWords(shipped, 'Услуга\tУслуга\nНовая\tNew\n')).toHaveLength(1);
  });
  test('реестр в файле блокировки и неточная версия', () => {
    const manifest = { path: 'package.json', text: '{"dependencies":{"koa":"^3.0.0","pg":"8.23.1"}}' };
    expect(findPackageProblems('"resolved": "https://registry.example/koa.tgz"', [manifest])).toHaveLength(2);
    expect(findPackageProblems('"resolved": "core",', [])).toEqual([]);
  });
});
