import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInterfaces, filesOf } from './interfaces.mjs';
import { at, codeCache, INTERFACES, run, say, tool, withTools } from './process.mjs';

const WORKSPACES = ['service-definitions/format', 'plugins/sdk', 'plugins', 'core', 'tests', ...INTERFACES];
const GENERATORS = ['service-definitions/format/generate.ts', 'core/src/generate-api.ts'];

/** A package that is only a place so far has no tsconfig of its own or nothing for it to check. */
const hasCode = (name) =>
  existsSync(at(name, 'tsconfig.json')) && [...filesOf(at(name))].some((path) => /\.tsx?$/.test(path));

export async function generate(node) {
  const results = [];
  for (const file of GENERATORS) results.push(await run(node, [at(file)], { quiet: true }));
  return {
    code: results.every(({ code }) => code === 0) ? 0 : 1,
    output: results.map(({ output }) => output).join(''),
  };
}

/** Makes the generated files again, compares, and puts back what was there: a check changes nothing. */
async function checkGenerated(node) {
  const files = ['core', 'plugins', 'service-definitions', ...INTERFACES]
    .flatMap((name) => [...filesOf(at(name))])
    .filter((path) => path.endsWith('.gen.ts'));
  const before = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]));
  const made = await generate(node);
  const stale = files.filter((path) => readFileSync(path, 'utf8') !== before.get(path));
  for (const path of stale) writeFileSync(path, before.get(path));
  if (made.code !== 0 || stale.length === 0) return made;
  return { code: 1, output: `Устарели, выполните npm run generate:\n${stale.join('\n')}\n` };
}

/** Runs every check, two at a time, and returns how many held. */
export async function checks(node) {
  const env = withTools(process.env);
  const quiet = (args, options) => () => run(node, args, { quiet: true, env, ...options });
  const work = [
    ...WORKSPACES.filter(hasCode).map((name) => [`типы: ${name}`, quiet([tool('tsc'), '-p', name])]),
    ['оформление и запреты (biome)', quiet([tool('biome'), 'check', '--error-on-warnings', '.'])],
    ['неиспользуемый код (knip)', quiet([tool('knip')])],
    [
      'сборка интерфейсов',
      () =>
        buildInterfaces(node).then(
          () => ({ code: 0 }),
          (error) => ({ code: 1, output: error.message }),
        ),
    ],
  ];
  const result = { passed: 0, failed: 0 };
  const report = (title, { code, output }) => {
    result[code === 0 ? 'passed' : 'failed'] += 1;
    say(code === 0 ? `  ✓ ${title}\n` : `  ✗ ${title}\n${output ?? ''}\n`);
  };
  report('созданные файлы', await checkGenerated(node));
  const next = async () => {
    for (let item = work.shift(); item; item = work.shift()) report(item[0], await item[1]());
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, next));
  return result;
}

/** Only what tests may depend on: settings of a real installation must not reach them. */
function testEnvironment() {
  const names = [
    'PATH',
    'HOME',
    'USER',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'LANG',
    'TERM',
    'CI',
    'NO_COLOR',
    'FORCE_COLOR',
    'SEED',
    'SOAK',
    'FORMS',
    'APPLICATIONS',
    'SCREENSHOTS',
  ];
  const given = names.filter((name) => name in process.env).map((name) => [name, process.env[name]]);
  return withTools({ ...Object.fromEntries(given), NODE_COMPILE_CACHE: codeCache });
}

export async function runTests(node, filters) {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-test-'));
  const file = join(folder, 'result.json');
  const args = [
    tool('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ];
  const { code } = await run(node, args, { env: testEnvironment() });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
  rmSync(folder, { recursive: true });
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  // A file that could not be loaded has no test to fail; a skipped test shows nothing and counts as failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = tests.length - passed + broken;
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}
